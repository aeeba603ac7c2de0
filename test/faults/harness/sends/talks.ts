import type { ConnectedDesk } from '#test/connected-desk.ts'

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

/** What a customer's phone shows: their question, and the Page's messages, the oldest first. */
export async function phoneOf(
  desk: ConnectedDesk,
  person: string,
): Promise<{ readonly question: string | undefined; readonly texts: string[] }> {
  const messages = await desk.conversation(person)
  return {
    question: messages.find(({ from }) => from === 'person')?.text,
    texts: messages.filter(({ from }) => from === 'page').map(({ text }) => text),
  }
}
