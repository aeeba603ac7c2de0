import type { ConnectedDesk } from '#test/connected-desk.ts'
import { insist, type Agents, type Taken } from '../acts/agents.ts'
import { readSpoken } from '../acts/read-lines.ts'
import type { Dice } from '../storm/dice.ts'
import { createBringing, type Bringing } from './bring-files.ts'
import type { PageTemplate, Templates } from './templates.ts'
import { drawWish, wishBy, type Wish } from './wishes.ts'

/** Of so many of the replies that were taken. */
export type SaidCounts = { readonly files: number; readonly templates: number; readonly offers: number }

export type Senders = Agents &
  Pick<Bringing, 'labels'> & {
    /** Sends so many at once, and resolves once the desk took or refused them all. */
    askAtOnce(count: number): Promise<void>
    /** Sends this template somewhere. Answers with the desk's words where it refuses. */
    askBy(template: PageTemplate): Promise<string | undefined>
    counts(): SaidCounts
    /** What has to be told, word for word. */
    readonly contents: readonly string[]
  }

type Sending = { readonly ticketIds: readonly [string, ...string[]]; readonly templates: Templates }

/**
 * Agents who answer customers in these tickets, by lot, each time in words of their own, quoting them or not, with files of their own, with something to tap, or by a
 * template.
 */
export function createSenders(desk: ConnectedDesk, { ticketIds, templates }: Sending, dice: Dice): Senders {
  const taken: Taken[] = []
  const contents: string[] = []
  const refused = new Map<string, number>()
  const questions = new Map<string, string>()
  const { bring, labels } = createBringing(desk)
  const counts = { files: 0, templates: 0, offers: 0 }
  let said = 0

  async function questionIn(ticketId: string): Promise<string | undefined> {
    const asked = questions.get(ticketId) ?? (await readSpoken(desk, ticketId)).find(({ line }) => line === 'customer-message')?.id
    if (asked !== undefined) {
      questions.set(ticketId, asked)
    }
    return asked
  }

  function refuse(why: string): string {
    refused.set(why, (refused.get(why) ?? 0) + 1)
    return why
  }

  function take(ticketId: string, lineId: string, { kinds, template, offer, content }: Wish): void {
    taken.push({ ticketId, act: 'reply', lineId })
    contents.push(...(content === undefined ? [] : [content]))
    counts.files += Number(kinds.length > 0)
    counts.templates += Number(template !== undefined)
    counts.offers += Number(offer !== undefined)
  }

  async function say(ticketId: string, wish: Wish): Promise<string | undefined> {
    const brought = await bring(ticketId, wish.kinds)
    if (brought.kind === 'refused') {
      return refuse(brought.why)
    }
    const { text, template, offer, isQuoting } = wish
    const answer = await insist(desk, `POST /tickets/${ticketId}/replies`, {
      text,
      ...(brought.ids.length > 0 && { files: brought.ids }),
      ...(isQuoting && { quoting: await questionIn(ticketId) }),
      ...(template && { template, mode: 'utility' }),
      ...(offer && { offer }),
    })
    const body = (await answer.json()) as { id: string; title?: string }
    if (answer.status === 409) {
      return refuse(body.title ?? '')
    }
    if (answer.status !== 201) {
      throw new Error(`reply: ${answer.status} ${JSON.stringify(body)}`)
    }
    take(ticketId, body.id, wish)
    return undefined
  }

  async function ask(): Promise<void> {
    said += 1
    await say(dice.pick(ticketIds), drawWish(dice, { templates, number: said }))
  }

  return {
    taken,
    refused,
    labels,
    contents,
    ask,
    askAtOnce: async (count) => void (await Promise.all(Array.from({ length: count }, ask))),
    askBy: async (template) => {
      said += 1
      return await say(dice.pick(ticketIds), wishBy(template, said))
    },
    counts: () => counts,
  }
}
