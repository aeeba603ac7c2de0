import type { ConnectedDesk } from '#test/connected-desk.ts'
import type { Kept } from '../acts/compare-acts.ts'
import type { Dice } from '../storm/dice.ts'
import { refreshTemplates } from './make-templates.ts'
import type { Senders } from './senders.ts'
import type { PageTemplate, Templates } from './templates.ts'

export type Withdrawals = {
  /** Before so many are asked for. */
  before(asked: number): Promise<void>
  kept(): Kept
}

type Withdrawing = {
  readonly templates: Templates
  readonly senders: Pick<Senders, 'askBy'>
  readonly times: number
  readonly asked: number
}

/** Early in each part: the key dies at its end. */
const AT = 0.15
const KNOWN_AFTER = 3
const APPROVED_AFTER = 6
const REVIEWS = ['DISABLED', 'REJECTED', 'PENDING'] as const

/** Now and then Facebook lets a template be sent no more while agents use it. The desk hears of it later, and later still Facebook approves it again. */
export function createWithdrawals(desk: ConnectedDesk, { templates, senders, times, asked }: Withdrawing, dice: Dice): Withdrawals {
  const starts = Array.from({ length: times }, (_, part) => Math.floor(((part + AT) * asked) / times))
  const refusals: (string | undefined)[] = []
  let withdrawn: { readonly template: PageTemplate; readonly since: number; readonly isKnown: boolean } | undefined

  async function review({ externalId }: PageTemplate, status: string): Promise<void> {
    await desk.sandbox.control('PATCH', `message-templates/${externalId}`, { status })
  }

  async function withdraw(at: number): Promise<void> {
    const template = dice.pick(templates)
    await review(template, dice.pick(REVIEWS))
    withdrawn = { template, since: at, isKnown: false }
    await senders.askBy(template)
  }

  return {
    before: async (at) => {
      if (withdrawn === undefined) {
        await (starts.includes(at) ? withdraw(at) : undefined)
        return
      }
      const { template, since, isKnown } = withdrawn
      if (!isKnown && at >= since + KNOWN_AFTER && (await refreshTemplates(desk))) {
        withdrawn = { template, since, isKnown: true }
        refusals.push(await senders.askBy(template))
      } else if (isKnown && at >= since + APPROVED_AFTER) {
        await review(template, 'APPROVED')
        withdrawn = (await refreshTemplates(desk)) ? undefined : withdrawn
      }
    },
    kept: () => ({
      promise: 'a template that Facebook lets nobody send any more was refused in words',
      count: refusals.length,
      differences: [
        refusals.length === 0 ? ['no template was taken from agents'] : [],
        refusals.flatMap((words) => (words === undefined ? ['it was taken'] : isOfReview(words) ? [] : [words])),
      ].flat(),
    }),
  }
}

function isOfReview(words: string): boolean {
  return /^Facebook (?:is still reviewing|rejected|does not let) this template/u.test(words)
}
