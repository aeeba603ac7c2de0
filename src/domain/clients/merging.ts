import type { ClientId } from '../ids.ts'

/** Where a client stands: living, or joined to the living one of the same person. */
export type Standing = { readonly id: ClientId; readonly mergedInto: ClientId | undefined }

/** A merge that was not split: the one joined the other. */
export type Joint = { readonly survivorId: ClientId; readonly joinedId: ClientId }

/**
 * What merging two clients means. Only living ones are merged: whoever asks for another saw them before a colleague merged one of them
 * with somebody else (`moved`), and must look again. Who is one already stays so (`together`).
 */
export function meetingOf(staying: Standing, joining: Standing): 'merges' | 'together' | 'moved' {
  if (livingOf(staying) === livingOf(joining)) {
    return 'together'
  }
  return staying.mergedInto === undefined && joining.mergedInto === undefined ? 'merges' : 'moved'
}

/** The client that is shown for this one. */
export function livingOf({ id, mergedInto }: Standing): ClientId {
  return mergedInto ?? id
}

/** This client with all that joined it, at whatever remove: what a split of it takes along. */
export function branchOf(id: ClientId, joints: readonly Joint[]): ClientId[] {
  return [id, ...joints.filter(({ survivorId }) => survivorId === id).flatMap(({ joinedId }) => branchOf(joinedId, joints))]
}
