import type { ConnectedDesk } from '#test/connected-desk.ts'
import type { Spoken } from '../acts/read-lines.ts'
import { contentOfLine, contentOnPhone, type Labels } from './contents.ts'

/** A conversation as agents are told of it, and what the customer's phone holds of the Page's messages, the oldest first. */
export type Talk = { readonly lines: readonly Told[]; readonly phone: readonly string[] }

/** A line, and what it says: words or files. */
export type Told = Spoken & { readonly content: string }

/** So many customers write, each a question of their own. Answers with who they are. */
export async function startTalks(desk: ConnectedDesk, count: number): Promise<string[]> {
  const people: string[] = []
  for (let number = 0; number < count; number += 1) {
    const { id } = await desk.sandbox.control<{ id: string }>('POST', 'people', { name: `Customer ${number}` })
    await desk.write(id, `Question ${number}`)
    people.push(id)
  }
  return people
}

type Ended = { readonly people: readonly string[]; readonly threads: readonly (readonly Spoken[])[]; readonly labels: Labels }

/** What agents are told beside what the phones of these people show. */
export async function talksOf(desk: ConnectedDesk, { people, threads, labels }: Ended): Promise<Talk[]> {
  const phones = await Promise.all(people.map((person) => phoneOf(desk, person)))
  return threads.map((lines) => ({
    lines: lines.map((line) => ({ ...line, content: contentOfLine(line, labels) })),
    phone: phones.find((phone) => phone.question === lines[0]?.text)?.contents ?? [],
  }))
}

/** What a customer's phone shows: their question, and the Page's messages, the oldest first. */
async function phoneOf(
  desk: ConnectedDesk,
  person: string,
): Promise<{ readonly question: string | undefined; readonly contents: readonly string[] }> {
  const messages = await desk.conversation(person)
  return {
    question: messages.find(({ from }) => from === 'person')?.text,
    contents: await Promise.all(messages.filter(({ from }) => from === 'page').map((message) => contentOnPhone(message, messages))),
  }
}
