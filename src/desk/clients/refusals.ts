import { DeskError } from '#domain/errors.ts'

export function noSuchClient(): DeskError {
  return new DeskError('not-found', 'There is no such client.')
}

/** Whoever acts saw the client as it is no more. Nothing was changed. */
export function movedMeanwhile(): DeskError {
  return new DeskError('conflict', 'A colleague just merged or split this client. Nothing was changed. Look again, then decide.')
}
