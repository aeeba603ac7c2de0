import type { SendFailure } from '#domain/acts/outcome.ts'
import type { LogAnswer, LogEntry } from '#storage/moderation-log/read.ts'
import { actFailureWords } from '../contract/act-failure-words.ts'
import type { LogEntry as Presented } from './contract.ts'

export function presentLogEntry(entry: LogEntry): Presented {
  const { id, by, act, channel, target, newWords, newBeside, result, ticket } = entry
  const who = target?.author?.name ?? 'its author'
  const told = (answer: Pick<LogAnswer, 'result' | 'failure'>) => ({
    result: answer.result,
    failure: answer.failure ?? null,
    explanation: actFailureWords(answer, who),
  })
  return {
    id,
    at: entry.at.toISOString(),
    by: { id: by.id, name: by.name, email: by.email },
    act,
    channel: { id: channel.id, name: channel.name, pageId: channel.pageId },
    target: target
      ? {
          thing: target.thing,
          facebookId: target.calledAs,
          postId: target.postId,
          author: target.author && { kind: target.author.kind, name: target.author.name },
          words: target.words,
          beside: [...target.beside],
        }
      : null,
    newWords,
    newBeside: [...newBeside],
    ...told({ result, failure: failureOf(entry) }),
    resultAt: entry.resultAt.toISOString(),
    answers: entry.answers.map((answer) => ({ at: answer.at.toISOString(), ...told(answer) })),
    ticket: ticket && { id: ticket.id, number: ticket.number },
  }
}

/** What Facebook said last; undefined: nothing, or that it is done. */
export function failureOf({ answers }: LogEntry): SendFailure | undefined {
  return answers.at(-1)?.failure
}
