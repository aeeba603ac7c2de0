import { setTimeout } from 'node:timers/promises'
import { v7 } from 'uuid'
import type { ConnectedDesk } from '#test/connected-desk.ts'
import type { Dice } from '../storm/dice.ts'
import { AGAIN_MS, readSpoken, type Spoken } from './read-lines.ts'

/** What was asked of the desk and taken: an answer by its words, or an act upon a line. */
export type Taken = { readonly ticketId: string; readonly lineId: string; readonly act: string }

export type Agents = {
  /** Asks for something; resolves once the desk took or refused it. */
  ask(): Promise<void>
  readonly taken: readonly Taken[]
  /** Why the desk refused beforehand, and how often. */
  readonly refused: ReadonlyMap<string, number>
}

type Wish = { readonly act: string; readonly text?: string }

const REPLIES_OF_A_THREAD = 3

/** Agents who do whatever can be done in these tickets, by lot. */
export function createAgents(desk: ConnectedDesk, ticketIds: readonly [string, ...string[]], dice: Dice): Agents {
  const taken: Taken[] = []
  const refused = new Map<string, number>()
  let said = 0

  async function note(answer: Response, { ticketId, act }: Omit<Taken, 'lineId'>, lineId?: string): Promise<void> {
    const body = (await answer.json()) as { id: string; title?: string }
    if (answer.status === 201) {
      taken.push({ ticketId, act, lineId: lineId ?? body.id })
      return
    }
    if (answer.status !== 409) {
      throw new Error(`${act}: ${answer.status} ${JSON.stringify(body)}`)
    }
    refused.set(body.title ?? '', (refused.get(body.title ?? '') ?? 0) + 1)
  }

  return {
    taken,
    refused,
    ask: async () => {
      const ticketId = dice.pick(ticketIds)
      const lines = await readSpoken(desk, ticketId)
      const line = lines[dice.below(lines.length)]
      const ours = lines.filter(({ line: kind }) => kind === 'our-message').length
      said += 1
      if (!line || (ours < REPLIES_OF_A_THREAD && dice.isLucky(0.3))) {
        await note(await insist(desk, `POST /tickets/${ticketId}/replies`, { text: `Reply ${said}.` }), { ticketId, act: 'reply' })
        return
      }
      const wish = wishFor(line, said, dice)
      await note(await insist(desk, `POST /tickets/${ticketId}/messages/${line.id}/acts`, wish), { ticketId, act: wish.act }, line.id)
    },
  }
}

/** As a tab does: the same command with the same key, until there is an answer. */
export async function insist(desk: ConnectedDesk, request: string, body?: object): Promise<Response> {
  for (const key = v7(); ; await setTimeout(AGAIN_MS)) {
    const answer = await desk.call(request, { ...(body && { body }), key }).catch(() => undefined)
    if (answer && answer.status !== 503 && !(answer.status === 409 && (await isInProgress(answer.clone())))) {
      return answer
    }
  }
}

async function isInProgress(answer: Response): Promise<boolean> {
  return ((await answer.json()) as { code?: string }).code === 'request-in-progress'
}

function wishFor(line: Spoken, number: number, dice: Dice): Wish {
  if (dice.isLucky(0.04)) {
    return { act: 'remove' }
  }
  if (line.line === 'our-message') {
    // "Reply 7." stays its beginning: by that it is found on the wall.
    return { act: 'edit', text: `${line.text.split('.')[0]}. Edited ${number}` }
  }
  const act = dice.pick(['hide', 'show', 'like', 'unlike', 'hide', 'like', 'reply-privately'])
  return act === 'reply-privately' ? { act, text: `Privately ${number}.` } : { act }
}
