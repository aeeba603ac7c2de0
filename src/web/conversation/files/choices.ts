import { useSyncExternalStore } from 'react'
import type { SentKind } from '#domain/files/outgoing-file.ts'
import type { FilePart } from '../../api/types.ts'

/** A file that somebody means to send with the reply they write, and how far it is. */
export type ChosenFile = {
  /** Of this tab alone. */
  readonly key: string
  readonly name: string
  readonly size: number
  /** As what it is sent, as far as it is known. */
  readonly what: SentKind
  /** A picture of it that this browser makes itself. */
  readonly previewUrl: string | undefined
  /** What this browser brings; undefined: the desk had it before. */
  readonly bytes: File | undefined
  /** Ends the bringing. */
  readonly stop: AbortController
  readonly state:
    /** Those before it are on their way. */
    | { readonly kind: 'waiting' }
    | { readonly kind: 'uploading'; readonly share: number }
    | { readonly kind: 'uploaded'; readonly file: FilePart }
    | { readonly kind: 'failed'; readonly words: string; readonly canTryAgain: boolean }
}

/** `threadId`: of a ticket that holds several threads the one that is answered. */
export type Reply = { readonly memberId: string; readonly ticketId: string; readonly threadId?: string | undefined }

/** By whose reply to which ticket: it goes on while one looks elsewhere. What was chosen goes with this tab; the words do not. */
const choices = new Map<string, readonly ChosenFile[]>()
const listeners = new Set<() => void>()
const NONE: readonly ChosenFile[] = []

export function useChosenFiles(reply: Reply): readonly ChosenFile[] {
  return useSyncExternalStore(subscribe, () => chosenFor(reply))
}

export function chosenFor(reply: Reply): readonly ChosenFile[] {
  return choices.get(nameOf(reply)) ?? NONE
}

export function replaceChosen(reply: Reply, files: readonly ChosenFile[]): void {
  if (files.length === 0) {
    choices.delete(nameOf(reply))
  } else {
    choices.set(nameOf(reply), files)
  }
  listeners.forEach((listener) => listener())
}

function nameOf({ memberId, ticketId, threadId }: Reply): string {
  return [memberId, ticketId, threadId].join(' ')
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
