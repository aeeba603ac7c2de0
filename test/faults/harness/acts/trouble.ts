import { FULL_PAGE } from '#test/cast.ts'
import type { ConnectedDesk } from '#test/connected-desk.ts'
import type { Dice } from '../storm/dice.ts'

/** What goes wrong, and how it is done. */
export type Trouble = {
  /** Something goes wrong with the next calls or webhooks. Each of Facebook's refusals has its turn. */
  strike(): Promise<void>
  /** The Page's key dies; somebody mends the connection. */
  killKey(): Promise<void>
  /** Facebook works from here on. */
  end(): Promise<void>
  /** How often each thing was made to go wrong, by name. */
  readonly struck: ReadonlyMap<string, number>
}

type Fault = Readonly<Record<string, unknown>>

/** After Facebook acted: nobody knows what it did. */
const LOST_ANSWERS: readonly [Fault, ...Fault[]] = [
  { act: 'reset' },
  { act: 'reset_mid_body' },
  { act: 'truncated' },
  { act: 'empty' },
  { act: 'html' },
  { act: 'status', status: 503, body: '' },
  { act: 'error', known: '1/99' },
  { act: 'error', known: '1/1357046' },
  { act: 'error', known: '2' },
  { act: 'error', known: '1200' },
  { act: 'slow', delay_ms: 700 },
]
const LOST_EVENTS: readonly [Fault, ...Fault[]] = [
  { act: 'drop' },
  { act: 'twice' },
  { act: 'delay', delay_ms: 1500 },
  { act: 'shuffle', delay_ms: 700 },
]
const DEATHS: readonly [number, ...number[]] = [458, 459, 460, 463, 464, 467, 492]
/** Where things go wrong: with which calls, and with which events. Calls that do something; reading is left alone. */
export type TroubledPlace = {
  readonly methods: readonly [string, ...string[]]
  /** Calls whose path has one of these in it, by lot; all of them without it. */
  readonly paths?: readonly [string, ...string[]]
  readonly field: string
  readonly events: readonly [Fault, ...Fault[]]
  /** Refusals by name that are not made. */
  isLeftOut(refusal: string): boolean
}

export const ON_THE_WALL: TroubledPlace = {
  methods: ['POST', 'POST', 'POST', 'DELETE'],
  field: 'feed',
  events: LOST_EVENTS,
  isLeftOut: () => false,
}

/** A dead key is a trouble of its own. */
export const IN_PRIVATE: TroubledPlace = {
  methods: ['POST'],
  paths: ['/messages', '/messages', '/message_attachments'],
  field: 'message_echoes',
  events: [...LOST_EVENTS, { act: 'echo_before_answer' }, { act: 'drop' }],
  isLeftOut: (refusal) => /^(?:190|102|104)/.test(refusal),
}

export async function createTrouble(desk: ConnectedDesk, dice: Dice, place: TroubledPlace): Promise<Trouble> {
  const { methods, paths, field, events, isLeftOut } = place
  const somewhere = () => ({ on: 'call', page_id: FULL_PAGE, method: dice.pick(methods), ...(paths && { path: dice.pick(paths) }) })
  const { sandbox } = desk
  const { errors } = await sandbox.control<{ errors: readonly { readonly name: string }[] }>('GET', 'send-errors')
  const refusals = dice.shuffled(errors.map(({ name }) => name).filter((name) => !isLeftOut(name)))
  const struck = new Map<string, number>()
  let next = 0

  async function add(name: string, fault: Fault): Promise<void> {
    struck.set(name, (struck.get(name) ?? 0) + 1)
    await sandbox.control('POST', 'faults', fault)
  }

  const kinds: readonly [() => Promise<void>, ...(() => Promise<void>)[]] = [
    async () => {
      const known = refusals[next % refusals.length] ?? '2'
      next += 1
      const where = somewhere()
      await add(`refused with ${known}${placeWords(where)}`, { ...where, act: 'error', known })
    },
    async () => {
      const fault = dice.pick(LOST_ANSWERS)
      const times = 1 + dice.below(3)
      const where = somewhere()
      await add(`answer lost${placeWords(where)}`, { ...where, after_acting: true, times, ...fault })
    },
    async () => {
      await add('event lost', { on: 'webhook', field, times: 1 + dice.below(3), ...dice.pick(events) })
    },
  ]
  return {
    struck,
    strike: () => dice.pick(kinds)(),
    killKey: async () => {
      struck.set('key dead', (struck.get('key dead') ?? 0) + 1)
      await sandbox.control('POST', 'tokens/kill', { page_id: FULL_PAGE, subcode: dice.pick(DEATHS) })
    },
    end: async () => {
      await sandbox.control('DELETE', 'faults')
      await sandbox.control('DELETE', 'throttles')
    },
  }
}

/** Files are brought apart from what names them. */
function placeWords({ path }: { readonly path?: string }): string {
  return path === '/message_attachments' ? ', of a file that is brought' : ''
}
