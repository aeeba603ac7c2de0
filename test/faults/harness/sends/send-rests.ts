import type { ConnectedDesk } from '#test/connected-desk.ts'
import { insist } from '../acts/agents.ts'
import { waitsForSomebody } from '../acts/in-trouble.ts'
import { seriesOf, type Spoken } from '../acts/read-lines.ts'

type Ended = { readonly ticketIds: readonly string[]; readonly threads: readonly (readonly Spoken[])[] }

/** Somebody lets go what waits behind messages that were not sent, or are in doubt. Answers how often. */
export async function sendRests(desk: ConnectedDesk, { ticketIds, threads }: Ended): Promise<number> {
  let rests = 0
  for (const [at, lines] of threads.entries()) {
    const waiting = new Set(lines.filter((line) => waitsForSomebody(line, lines)).map((line) => seriesOf(line)?.id))
    const before = [...waiting].flatMap((id) => lines.findLast((line) => seriesOf(line)?.id === id && isUnsent(line)) ?? [])
    for (const { id } of before) {
      await insist(desk, `POST /tickets/${ticketIds[at]}/messages/${id}/rest`, {})
      rests += 1
    }
  }
  return rests
}

function isUnsent({ state }: Spoken): boolean {
  return state === 'failed' || state === 'unconfirmed'
}
