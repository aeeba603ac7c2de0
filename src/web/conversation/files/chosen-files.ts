import type { FileRule } from '#domain/files/outgoing-file.ts'
import { ask } from '../../api/client.ts'
import { DeskProblem } from '../../api/desk-problem.ts'
import type { FilePart } from '../../api/types.ts'
import { uploadFile } from '../../api/upload.ts'
import { judgeSending } from '../judge-sending.ts'
import { chosenFor, replaceChosen, type ChosenFile, type Reply } from './choices.ts'
import { fromBrowser, fromDesk, sentAs } from './chosen-file.ts'

/** More at once are no faster, and the desk takes four of one person. */
const AT_ONCE = 2
/** The desk's ids of all files that this tab has shown. */
const seen = new Set<string>()
/** Those of which the desk told that they are meant for a reply. */
const told = new Set<string>()

export function wasShown(id: string): boolean {
  return seen.has(id)
}

/**
 * Adds files behind those that were chosen before, and begins to bring them to the desk; where one cannot be sent there, it only says why. Where one
 * goes with a reply the new one takes its place. Answers how many were too many.
 */
export function chooseFiles(reply: Reply, files: readonly File[], rule: FileRule): number {
  if (rule.atMost === 1) {
    chosenFor(reply).forEach(({ key }) => dropFile(reply, key))
  }
  const before = chosenFor(reply)
  const taken = files.slice(0, Math.max(0, rule.atMost - before.length))
  replaceChosen(reply, [...before, ...taken.map((file) => fromBrowser(file, rule))])
  bringNext(reply)
  return files.length - taken.length
}

export function tryFileAgain(reply: Reply, key: string): void {
  update(reply, key, () => ({ stop: new AbortController(), state: { kind: 'waiting' } }))
  bringNext(reply)
}

/** Not wanted any more: what is under way is stopped, and what the desk has goes from there. */
export function dropFile(reply: Reply, key: string): void {
  const before = chosenFor(reply)
  replaceChosen(
    reply,
    before.filter((each) => each.key !== key),
  )
  for (const dropped of before.filter((each) => each.key === key)) {
    letGo(dropped)
    if (dropped.state.kind === 'uploaded') {
      // Where this does not arrive, the desk removes the file after a week, as all that is not sent.
      ask('DELETE /api/v1/files/:attachmentId', { params: { attachmentId: dropped.state.file.id } }).catch(() => undefined)
    }
  }
  bringNext(reply)
}

/** To another place among them: the order in which they arrive. */
export function moveFile(reply: Reply, key: string, to: number): void {
  const before = chosenFor(reply)
  const moved = before.find((each) => each.key === key)
  if (moved !== undefined && before[to] !== undefined && before[to] !== moved) {
    replaceChosen(reply, before.filter((each) => each !== moved).toSpliced(to, 0, moved))
    keepOrder(reply)
  }
}

/** They were sent, and taken back: the desk has them, and they go along with what is written on, before what was chosen since. */
export function giveBackFiles(reply: Reply, files: readonly FilePart[]): void {
  const hasOthers = chosenFor(reply).length > 0
  putFirst(reply, files)
  if (hasOthers) {
    keepOrder(reply)
  }
}

/** Brought before a reload, or in another browser: what is here already, or was, is not shown twice. */
export function restoreFiles(reply: Reply, files: readonly FilePart[]): void {
  putFirst(
    reply,
    files.filter(({ id }) => !seen.has(id)),
  )
}

/** `there`: all that the desk has for this reply. What it had, and has no more, was sent or removed in another browser. */
export function dropGone(reply: Reply, there: readonly string[]): void {
  there.forEach((id) => told.add(id))
  const before = chosenFor(reply)
  const gone = before.filter(({ state }) => state.kind === 'uploaded' && told.has(state.file.id) && !there.includes(state.file.id))
  if (gone.length > 0) {
    replaceChosen(
      reply,
      before.filter((each) => !gone.includes(each)),
    )
    gone.forEach((each) => {
      letGo(each)
      // Taken back there it is shown here again.
      idsOf([each]).forEach((id) => seen.delete(id))
    })
  }
}

/** What the desk has of them goes on in another ticket: there they are shown anew. */
export function leaveFiles(reply: Reply): void {
  idsIn(reply).forEach((id) => seen.delete(id))
  handOverFiles(reply)
}

function putFirst(reply: Reply, files: readonly FilePart[]): void {
  files.forEach(({ id }) => {
    seen.add(id)
    told.delete(id)
  })
  replaceChosen(reply, [...files.map(fromDesk), ...chosenFor(reply)])
}

/** They go along with the reply, and are the reply's from now on. */
export function handOverFiles(reply: Reply): void {
  const before = chosenFor(reply)
  replaceChosen(reply, [])
  before.forEach(letGo)
}

/** One after the other, so that what was moved last is what stays. */
let ordering: Promise<unknown> = Promise.resolve()

/** The desk shows them in this order again. Where that does not arrive, they are sent in the order shown all the same. */
function keepOrder(reply: Reply): void {
  const { ticketId, threadId } = reply
  ordering = ordering
    .then(() =>
      ask('PUT /api/v1/tickets/:ticketId/file-order', {
        params: { ticketId },
        body: { files: idsIn(reply), ...(threadId === undefined ? {} : { threadId }) },
      }),
    )
    .catch(() => undefined)
}

/** Of those that the desk has, in their order. */
function idsIn(reply: Reply): string[] {
  return idsOf(chosenFor(reply))
}

function idsOf(files: readonly ChosenFile[]): string[] {
  return files.flatMap(({ state }) => (state.kind === 'uploaded' ? [state.file.id] : []))
}

function letGo({ stop, previewUrl }: ChosenFile): void {
  stop.abort()
  if (previewUrl?.startsWith('blob:') === true) {
    URL.revokeObjectURL(previewUrl)
  }
}

/** Begins to bring what waits, in its order, as many at once as may be. */
function bringNext(reply: Reply): void {
  const all = chosenFor(reply)
  const underWay = all.filter(({ state }) => state.kind === 'uploading').length
  const next = all.filter(({ state }) => state.kind === 'waiting').slice(0, Math.max(0, AT_ONCE - underWay))
  next.forEach((each) => bring(reply, each))
}

function bring(reply: Reply, { key, bytes, stop }: ChosenFile): void {
  if (bytes === undefined) {
    return
  }
  // One that was stopped, or is tried again, tells nothing more.
  const tell = (told: (file: ChosenFile) => Partial<ChosenFile>): void =>
    update(reply, key, (file) => (file.stop === stop ? told(file) : {}))
  tell(() => ({ state: { kind: 'uploading', share: 0 } }))
  uploadFile({
    ticketId: reply.ticketId,
    threadId: reply.threadId,
    file: bytes,
    signal: stop.signal,
    onProgress: (share) => tell(() => ({ state: { kind: 'uploading', share } })),
  })
    .then(
      (kept) => {
        seen.add(kept.id)
        tell(() => ({ state: { kind: 'uploaded', file: kept }, what: sentAs(kept) }))
        if (idsIn(reply).at(-1) !== kept.id) {
          keepOrder(reply)
        }
      },
      (failure: unknown) => tell((file) => ({ state: failedBy(failure, file) })),
    )
    .finally(() => bringNext(reply))
}

function failedBy(failure: unknown, { name, state }: ChosenFile): ChosenFile['state'] {
  const canTryAgain = judgeSending(failure).kind !== 'refused'
  const share = state.kind === 'uploading' ? Math.min(99, Math.floor(state.share * 100)) : 0
  const words = failure instanceof DeskProblem ? failure.message : `The upload of “${name}” stopped at ${share}%. Your text is kept.`
  return { kind: 'failed', words, canTryAgain }
}

function update(reply: Reply, key: string, told: (file: ChosenFile) => Partial<ChosenFile>): void {
  replaceChosen(
    reply,
    chosenFor(reply).map((each) => (each.key === key ? { ...each, ...told(each) } : each)),
  )
}
