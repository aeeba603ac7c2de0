import { DeskProblem, wordsOf } from '../api/desk-problem.ts'
import type { BulkAct } from './bulk-acts.ts'
import type { Chosen } from './selection.ts'

/** What the desk takes at once. */
const MOST_AT_ONCE = 100

type Refused = { readonly one: Chosen; readonly words: string }

export type BulkOutcome = {
  readonly act: BulkAct
  readonly asked: number
  readonly taken: readonly Chosen[]
  /** Each with the desk's reason. */
  readonly refused: readonly Refused[]
  /** Those of a request that nobody answered: the desk may have them. */
  readonly unanswered: readonly Chosen[]
  /** What was left when the asking ended. */
  readonly unasked: readonly Chosen[]
  /** Why it ended before all were asked for. */
  readonly problem: string | undefined
}

type Result = { readonly messageId: string; readonly refusal: { readonly title: string } | null }

type Run = {
  readonly act: BulkAct
  readonly on: readonly Chosen[]
  readonly ask: (some: readonly Chosen[]) => Promise<readonly Result[]>
  /** So many have their answer. */
  readonly onProgress: (answered: number) => void
}

/** One request after the other, each of as many as the desk takes: what Facebook is asked for goes through one queue of the Page anyway. */
export async function askInTurn({ act, on, ask, onProgress }: Run): Promise<BulkOutcome> {
  const [taken, refused]: [Chosen[], Refused[]] = [[], []]
  for (let from = 0; from < on.length; from += MOST_AT_ONCE) {
    const some = on.slice(from, from + MOST_AT_ONCE)
    try {
      const refusals = new Map((await ask(some)).flatMap(({ messageId, refusal }) => (refusal ? [[messageId, refusal.title]] : [])))
      taken.push(...some.filter(({ line }) => !refusals.has(line.id)))
      refused.push(...some.flatMap((one) => refusedOne(one, refusals.get(one.line.id))))
      onProgress(from + some.length)
    } catch (failure) {
      // What was taken before stays so, and is told with what was not.
      const isRefused = failure instanceof DeskProblem && failure.status < 500
      const [unanswered, unasked] = isRefused ? [[], on.slice(from)] : [some, on.slice(from + MOST_AT_ONCE)]
      return { act, asked: on.length, taken, refused, unanswered, unasked, problem: wordsOf(failure) }
    }
  }
  return { act, asked: on.length, taken, refused, unanswered: [], unasked: [], problem: undefined }
}

function refusedOne(one: Chosen, words: string | undefined): readonly Refused[] {
  return words === undefined ? [] : [{ one, words }]
}

const comments = (count: number): string => (count === 1 ? '1 comment' : `${count} comments`)

/** Where all of it was taken. */
export function takenWords({ act, asked }: Pick<BulkOutcome, 'act' | 'asked'>): string {
  return `Facebook is asked to ${act === 'hide' ? 'hide' : 'delete'} ${comments(asked)}.`
}

/** How it ended for each, in sentences; the reasons of those that were refused stand beside them. */
export function outcomeWords({ act, asked, taken, refused, unanswered, unasked, problem }: BulkOutcome): readonly string[] {
  const told = [
    taken.length === 0 ? '' : `Facebook is asked to ${act === 'hide' ? 'hide' : 'delete'} ${taken.length} of ${asked}.`,
    refused.length === 0 ? '' : `${refused.length} ${refused.length === 1 ? 'was' : 'were'} refused.`,
    unanswered.length === 0 ? '' : `Of ${unanswered.length} it is not known: the desk did not answer. Look at them before you try again.`,
    unasked.length === 0 ? '' : `${unasked.length} ${unasked.length === 1 ? 'was' : 'were'} not asked for.`,
    problem ?? '',
  ]
  return told.filter((words) => words !== '')
}
