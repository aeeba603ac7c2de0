import type { ConnectedDesk } from '#test/connected-desk.ts'
import { insist, type Agents, type Taken } from '../acts/agents.ts'
import type { Dice } from '../storm/dice.ts'

export type Senders = Agents & {
  /** Sends so many at once, and resolves once the desk took or refused them all. */
  askAtOnce(count: number): Promise<void>
}

/** Agents who answer customers in these tickets, by lot, each time in words of their own. */
export function createSenders(desk: ConnectedDesk, ticketIds: readonly [string, ...string[]], dice: Dice): Senders {
  const taken: Taken[] = []
  const refused = new Map<string, number>()
  let said = 0

  async function ask(): Promise<void> {
    const ticketId = dice.pick(ticketIds)
    said += 1
    const answer = await insist(desk, `POST /tickets/${ticketId}/replies`, { text: `Reply ${said}.` })
    const body = (await answer.json()) as { id: string; title?: string }
    if (answer.status === 201) {
      taken.push({ ticketId, act: 'reply', lineId: body.id })
    } else if (answer.status === 409) {
      refused.set(body.title ?? '', (refused.get(body.title ?? '') ?? 0) + 1)
    } else {
      throw new Error(`reply: ${answer.status} ${JSON.stringify(body)}`)
    }
  }

  return { taken, refused, ask, askAtOnce: async (count) => void (await Promise.all(Array.from({ length: count }, ask))) }
}
