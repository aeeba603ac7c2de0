import { useSyncExternalStore } from 'react'
import type { FileRule, SentKind } from '#domain/files/outgoing-file.ts'
import { ask } from '../../api/client.ts'
import { DeskProblem } from '../../api/desk-problem.ts'
import type { FilePart } from '../../api/types.ts'
import { uploadFile } from '../../api/upload.ts'
import { judgeSending } from '../judge-sending.ts'
import { judgeBeforehand } from './judge-beforehand.ts'

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
  readonly state:
    /** Those before it are on their way. */
    | { readonly kind: 'waiting' }
    | { readonly kind: 'uploading'; readonly share: number }
    | { readonly kind: 'uploaded'; readonly file: FilePart }
    | { readonly kind: 'failed'; readonly words: string; readonly canTryAgain: boolean }
}

type Held = { readonly file: File | undefined; readonly stop: AbortController; shown: ChosenFile }

/** By whose reply to which ticket: it goes on while one looks elsewhere. What was chosen goes with this tab; the words do not. */
const held = new Map<string, readonly Held[]>()
/** What is shown of it: the same list as long as nothing changes. */
const shown = new Map<string, readonly ChosenFile[]>()
const listeners = new Set<() => void>()
const NONE: readonly ChosenFile[] = []
/** More at once are no faster, and the desk takes four of one person. */
const AT_ONCE = 2
/** The desk's ids of all files that this tab has shown. */
const seen = new Set<string>()
let keys = 0

/** `threadId`: of a ticket that holds several threads the one that is answered. */
export type Reply = { readonly memberId: string; readonly ticketId: string; readonly threadId?: string | undefined }

export function useChosenFiles(reply: Reply): readonly ChosenFile[] {
  return useSyncExternalStore(subscribe, () => shown.get(nameOf(reply)) ?? NONE)
}

/**
 * Adds files behind those that were chosen before, and begins to bring them to the desk; where one cannot be sent there, it only says why. Where one
 * goes with a reply the new one takes its place. Answers how many were too many.
 */
export function chooseFiles(reply: Reply, files: readonly File[], rule: FileRule): number {
  if (rule.atMost === 1) {
    dropAll(reply)
  }
  const before = held.get(nameOf(reply)) ?? []
  const taken = files.slice(0, Math.max(0, rule.atMost - before.length))
  change(reply, [...before, ...taken.map((file) => holding(file, rule))])
  goOn(reply)
  return files.length - taken.length
}

export function tryFileAgain(reply: Reply, key: string): void {
  const again = find(reply, key)
  if (again?.file !== undefined) {
    const next = { ...again, stop: new AbortController(), shown: { ...again.shown, state: { kind: 'waiting' } as const } }
    change(
      reply,
      (held.get(nameOf(reply)) ?? []).map((each) => (each === again ? next : each)),
    )
    goOn(reply)
  }
}

/** Not wanted any more: what is under way is stopped, and what the desk has goes from there. */
export function dropFile(reply: Reply, key: string): void {
  const dropped = find(reply, key)
  if (dropped === undefined) {
    return
  }
  change(
    reply,
    (held.get(nameOf(reply)) ?? []).filter((each) => each !== dropped),
  )
  letGo(dropped)
  if (dropped.shown.state.kind === 'uploaded') {
    // Where this does not arrive, the desk removes the file after a week, as all that is not sent.
    ask('DELETE /api/v1/files/:attachmentId', { params: { attachmentId: dropped.shown.state.file.id } }).catch(() => undefined)
  }
  goOn(reply)
}

/** They were sent, and taken back: the desk has them, and they go along with what is written on, before what was chosen since. */
export function giveBackFiles(reply: Reply, files: readonly FilePart[]): void {
  files.forEach(({ id }) => seen.add(id))
  const back = files.map((file): Held => ({ file: undefined, stop: new AbortController(), shown: givenBack(file) }))
  change(reply, [...back, ...(held.get(nameOf(reply)) ?? [])])
}

/** Brought before a reload, or in another browser: what is here already, or was, is not shown twice. */
export function restoreFiles(reply: Reply, files: readonly FilePart[]): void {
  giveBackFiles(
    reply,
    files.filter(({ id }) => !seen.has(id)),
  )
}

/** They go along with the reply, and are the reply's from now on. */
export function handOverFiles(reply: Reply): void {
  const before = held.get(nameOf(reply)) ?? []
  change(reply, [])
  before.forEach(letGo)
}

function dropAll(reply: Reply): void {
  const all = held.get(nameOf(reply)) ?? []
  all.forEach((each) => dropFile(reply, each.shown.key))
}

function holding(file: File, rule: FileRule): Held {
  const { what, refusal } = judgeBeforehand(rule, file)
  const face = { key: newKey(), name: file.name, size: file.size, what, previewUrl: previewOf(file, what) }
  const state = refusal === undefined ? ({ kind: 'waiting' } as const) : ({ kind: 'failed', words: refusal, canTryAgain: false } as const)
  return { file, stop: new AbortController(), shown: { ...face, state } }
}

function previewOf(file: File, what: SentKind): string | undefined {
  return what === 'picture' ? URL.createObjectURL(file) : undefined
}

function givenBack(file: FilePart): ChosenFile {
  const what = sentAs(file)
  const previewUrl = what === 'picture' ? (file.previewUrl ?? file.url ?? undefined) : undefined
  return { key: newKey(), name: file.name ?? 'File', size: file.size ?? 0, what, previewUrl, state: { kind: 'uploaded', file } }
}

function sentAs({ what }: FilePart): SentKind {
  return what === 'voice' || what === 'sticker' ? 'file' : what
}

function newKey(): string {
  keys += 1
  return String(keys)
}

function find(reply: Reply, key: string): Held | undefined {
  return held.get(nameOf(reply))?.find((each) => each.shown.key === key)
}

function letGo({ stop, shown: { previewUrl } }: Held): void {
  stop.abort()
  if (previewUrl?.startsWith('blob:') === true) {
    URL.revokeObjectURL(previewUrl)
  }
}

/** Begins to bring what waits, in its order, as many at once as may be. */
function goOn(reply: Reply): void {
  const all = held.get(nameOf(reply)) ?? []
  const underWay = all.filter((each) => each.shown.state.kind === 'uploading').length
  const next = all.filter((each) => each.shown.state.kind === 'waiting').slice(0, Math.max(0, AT_ONCE - underWay))
  next.forEach((each) => begin(reply, each))
}

function begin(reply: Reply, holds: Held): void {
  const { file, stop } = holds
  if (file === undefined) {
    return
  }
  const tell = (told: Partial<ChosenFile>): void => {
    const all = held.get(nameOf(reply)) ?? []
    if (all.includes(holds)) {
      holds.shown = { ...holds.shown, ...told }
      change(reply, all)
    }
  }
  tell({ state: { kind: 'uploading', share: 0 } })
  uploadFile({
    ticketId: reply.ticketId,
    threadId: reply.threadId,
    file,
    signal: stop.signal,
    onProgress: (share) => tell({ state: { kind: 'uploading', share } }),
  })
    .then(
      (kept) => {
        seen.add(kept.id)
        tell({ state: { kind: 'uploaded', file: kept }, what: sentAs(kept) })
      },
      (failure: unknown) => tell({ state: failedBy(failure, holds.shown) }),
    )
    .finally(() => goOn(reply))
}

function failedBy(failure: unknown, { name, state }: ChosenFile): ChosenFile['state'] {
  const canTryAgain = judgeSending(failure).kind !== 'refused'
  const share = state.kind === 'uploading' ? Math.min(99, Math.floor(state.share * 100)) : 0
  const words = failure instanceof DeskProblem ? failure.message : `The upload of “${name}” stopped at ${share}%. Your text is kept.`
  return { kind: 'failed', words, canTryAgain }
}

function change(reply: Reply, all: readonly Held[]): void {
  const name = nameOf(reply)
  if (all.length === 0) {
    held.delete(name)
    shown.delete(name)
  } else {
    held.set(name, all)
    shown.set(
      name,
      all.map((each) => each.shown),
    )
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
