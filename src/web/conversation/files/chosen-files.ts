import { useSyncExternalStore } from 'react'
import { ask } from '../../api/client.ts'
import { DeskProblem } from '../../api/desk-problem.ts'
import type { FilePart } from '../../api/types.ts'
import { uploadFile } from '../../api/upload.ts'
import { judgeSending } from '../judge-sending.ts'

/** A file that somebody means to send with the reply they write, and how far it is. */
export type ChosenFile = {
  readonly name: string
  readonly size: number
  /** A picture of it that this browser makes itself. */
  readonly previewUrl: string
  readonly state:
    | { readonly kind: 'uploading'; readonly share: number }
    | { readonly kind: 'uploaded'; readonly file: FilePart }
    | { readonly kind: 'failed'; readonly words: string; readonly canTryAgain: boolean }
}

type Held = { readonly file: File | undefined; readonly stop: AbortController; shown: ChosenFile }

/** By whose reply to which ticket: it goes on while one looks elsewhere. What was chosen goes with this tab; the words do not. */
const held = new Map<string, Held>()
const listeners = new Set<() => void>()

/** `threadId`: of a ticket that holds several threads the one that is answered. */
export type Reply = { readonly memberId: string; readonly ticketId: string; readonly threadId?: string | undefined }

export function useChosenFile(reply: Reply): ChosenFile | undefined {
  return useSyncExternalStore(subscribe, () => held.get(nameOf(reply))?.shown)
}

/** Takes the place of one that was chosen before, and begins to bring it to the desk; where it cannot be sent there, it only says why. */
export function chooseFile(reply: Reply, file: File, refusal: string | undefined): void {
  dropFile(reply)
  const { name, size } = file
  const face = { name, size, previewUrl: URL.createObjectURL(file) }
  const stop = new AbortController()
  if (refusal === undefined) {
    begin(reply, file, { file, stop, shown: { ...face, state: { kind: 'uploading', share: 0 } } })
  } else {
    held.set(nameOf(reply), { file, stop, shown: { ...face, state: { kind: 'failed', words: refusal, canTryAgain: false } } })
    announce()
  }
}

export function tryFileAgain(reply: Reply): void {
  const before = held.get(nameOf(reply))
  if (before?.file !== undefined) {
    const shown = { ...before.shown, state: { kind: 'uploading', share: 0 } as const }
    begin(reply, before.file, { file: before.file, stop: new AbortController(), shown })
  }
}

/** Not wanted any more: what is under way is stopped, and what the desk has goes from there. */
export function dropFile(reply: Reply): void {
  const state = letGo(reply)?.state
  if (state?.kind === 'uploaded') {
    // Where this does not arrive, the desk removes the file after a week, as all that is not sent.
    ask('DELETE /api/v1/files/:attachmentId', { params: { attachmentId: state.file.id } }).catch(() => undefined)
  }
}

/** It was sent, and taken back: the desk has it, and it goes along with what is written on. */
export function giveBackFile(reply: Reply, file: FilePart): void {
  dropFile(reply)
  const shown = {
    name: file.name ?? 'Picture',
    size: file.size ?? 0,
    previewUrl: file.url ?? '',
    state: { kind: 'uploaded', file } as const,
  }
  held.set(nameOf(reply), { file: undefined, stop: new AbortController(), shown })
  announce()
}

/** It goes along with the reply, and is the reply's from now on. */
export function handOverFile(reply: Reply): void {
  letGo(reply)
}

function letGo(reply: Reply): ChosenFile | undefined {
  const before = held.get(nameOf(reply))
  if (before === undefined) {
    return undefined
  }
  held.delete(nameOf(reply))
  before.stop.abort()
  URL.revokeObjectURL(before.shown.previewUrl)
  announce()
  return before.shown
}

function begin(reply: Reply, file: File, holding: Held): void {
  held.set(nameOf(reply), holding)
  announce()
  const tell = (state: ChosenFile['state']): void => {
    if (held.get(nameOf(reply)) === holding) {
      holding.shown = { ...holding.shown, state }
      announce()
    }
  }
  uploadFile({
    ticketId: reply.ticketId,
    file,
    signal: holding.stop.signal,
    onProgress: (share) => tell({ kind: 'uploading', share }),
  }).then(
    (file) => tell({ kind: 'uploaded', file }),
    (failure: unknown) => tell(failedBy(failure)),
  )
}

function failedBy(failure: unknown): ChosenFile['state'] {
  const canTryAgain = judgeSending(failure).kind !== 'refused'
  const words = failure instanceof DeskProblem ? failure.message : 'The picture did not reach Pagedesk. Your text is kept.'
  return { kind: 'failed', words, canTryAgain }
}

function nameOf({ memberId, ticketId, threadId }: Reply): string {
  return [memberId, ticketId, threadId].join(' ')
}

function announce(): void {
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
