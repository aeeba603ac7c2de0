import { DeskError } from '#domain/errors.ts'

/** Two chat channels of a workspace never have one name: the database's unique index says so. */
export function chatNameTaken(name: string): DeskError {
  return new DeskError('conflict', `There is a chat channel called “${name}” already. Choose another name.`, { detail: { field: 'name' } })
}
