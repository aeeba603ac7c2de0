import { setTimeout } from 'node:timers/promises'
import { createPagePace } from '#facebook/graph/page-limits.ts'
import { graphId } from '#facebook/graph/graph-id.ts'
import { BENCH_PAGE } from '../intake/body.ts'

export type FloorTask = { readonly graphUrl: string; readonly conversations: number; readonly sends: number }

/** The floor: undici's fetch in a loop for each conversation, within the same limits, that keeps nothing and promises nothing. */
const { graphUrl, conversations, sends } = JSON.parse(process.argv[2] ?? '{}') as FloorTask
const page = graphId(BENCH_PAGE)
if (!page) {
  throw new Error('The Page of the bench has no id.')
}
const pace = createPagePace({ now: () => performance.now(), wait: (ms) => setTimeout(ms) })

async function talk(person: number): Promise<void> {
  for (let number = person; number < sends; number += conversations) {
    await pace.turn(page as NonNullable<typeof page>, 'text')
    const body = JSON.stringify({
      recipient: { id: String(7_000_000_000_000_000 + person) },
      messaging_type: 'RESPONSE',
      message: { text: `Reply ${number}` },
    })
    const answer = await fetch(`${graphUrl}/v26.0/${page}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    await answer.json()
  }
}

await Promise.all(Array.from({ length: conversations }, (_, person) => talk(person)))
process.send?.({})
