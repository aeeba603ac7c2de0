import type { AnswerOf } from '#api/contract/endpoints.ts'

export type Contents = AnswerOf<'GET /api/v1/channels/:channelId/contents'>

/** "1,284 tickets, 3,900 messages, 120 comments and posts, and 212 files"; what there is none of is left out. */
export function contentsWords({ tickets, messages, comments, files }: Contents): string {
  const parts = [
    counted(tickets, 'ticket', 'tickets'),
    counted(messages, 'message', 'messages'),
    counted(comments, 'comment or post', 'comments and posts'),
    counted(files, 'file', 'files'),
  ].flatMap((part) => part ?? [])
  return parts.length < 2 ? (parts[0] ?? 'no tickets') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** What was asked for and will never be done, in a sentence; undefined where nothing waits. */
export function waitingWords({ waiting }: Contents): string | undefined {
  const number = counted(waiting, 'reply or action is', 'replies and actions are')
  return number === undefined ? undefined : `${number} still waiting to be sent and never will be.`
}

function counted(count: number, one: string, many: string): string | undefined {
  return count === 0 ? undefined : `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
