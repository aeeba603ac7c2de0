import type { Dice } from './dice.ts'
import type { Json } from './scene.ts'

/** Written to the body as a number, however long: JSON itself has no bound, and Facebook writes ids so. */
export const BARE_NUMBER = 'bare number '

const NO_IDS: readonly [unknown, ...unknown[]] = [null, true, -1.5, '', 'ödd', [], {}, [[1]], { a: null }]

type Spoil = (entry: Json, dice: Dice) => unknown

/** How an entry that Facebook, or somebody with its secret, sends can be other than expected. */
const SPOILS: Readonly<Record<string, Spoil>> = {
  'a hole': (entry, dice) => changed(entry, somewhere(entry, dice), () => undefined),
  'a wrong type': (entry, dice) => {
    const path = somewhere(entry, dice)
    // Another's id is no malformed one: it would tell a truth of somebody else.
    return changed(entry, path, () => dice.pick<unknown>(/(?:^|_)id$/.test(String(path.at(-1))) ? NO_IDS : [...NO_IDS, 5]))
  },
  'an unknown member': (entry, dice) =>
    changed(entry, somewhere(entry, dice), (value) => (isJson(value) ? { ...value, unheard_of: { of: dice.below(99) } } : { value })),
  'half a surrogate pair': (entry, dice) =>
    changed(entry, somewhere(entry, dice), (value) => (typeof value === 'string' ? `${value}\ud83d` : { '\udc00': value })),
  'a NUL': (entry, dice) => changed(entry, somewhere(entry, dice), (value) => (typeof value === 'string' ? `\u0000${value}` : value)),
  'ids as numbers': (entry) =>
    JSON.parse(JSON.stringify(entry), (key, value: unknown) =>
      key === 'id' && typeof value === 'string' && /^\d+$/.test(value) ? BARE_NUMBER + value : value,
    ) as unknown,
  'a moment in the future': (entry) => withTimestamp(entry, () => Date.UTC(2150, 0, 1)),
  'a moment in seconds, as text': (entry) => withTimestamp(entry, (at) => String(Math.floor(Number(at) / 1000))),
  'no moment but that of the envelope': (entry) => withTimestamp(entry, () => undefined),
  'an item that is none': (entry, dice) => ({ ...entry, messaging: [dice.pick<unknown>([null, 7, 'item', [], {}])] }),
  'a list that is none': (entry, dice) => ({ ...entry, messaging: dice.pick<unknown>([null, 'items', { a: 1 }]) }),
  'two kinds in one item': (entry) => eachItem(entry, (item) => ({ ...item, account_linking: { status: 'linked' }, optin: { ref: 'x' } })),
  'a Page that nobody has': (entry) => ({ ...entry, id: '4040404' }),
  'an entry that is none': (_entry, dice) => dice.pick<unknown>([null, 'entry', 3, []]),
}

export const SPOILED: readonly string[] = Object.keys(SPOILS)

/** The entry, spoiled in one way. */
export function malform(entry: Json, dice: Dice): { readonly how: string; readonly entry: unknown } {
  const how = SPOILED[dice.below(SPOILED.length)] ?? ''
  return { how, entry: SPOILS[how]?.(entry, dice) }
}

type Path = readonly (string | number)[]

/** A place within one of the items of an entry. */
function somewhere(entry: Json, dice: Dice): Path {
  const [first = [], ...others] = pathsIn(entry).filter((path) => path.length > 2)
  return dice.pick([first, ...others])
}

function pathsIn(value: unknown, at: Path = []): Path[] {
  const members: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : isJson(value) ? Object.entries(value) : []
  return members.flatMap(([key, member]) => [[...at, key], ...pathsIn(member, [...at, key])])
}

/** What becomes undefined is left out when it is written. */
function changed(value: unknown, [key, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (key === undefined) {
    return change(value)
  }
  if (Array.isArray(value)) {
    return value.map((member: unknown, place) => (place === key ? changed(member, rest, change) : member))
  }
  return isJson(value) ? { ...value, [key]: changed(value[key], rest, change) } : value
}

function withTimestamp(entry: Json, change: (at: unknown) => unknown): Json {
  return eachItem(entry, (item) => ({ ...item, timestamp: change(item['timestamp']) }))
}

function eachItem(entry: Json, change: (item: Json) => Json): Json {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [key, Array.isArray(value) ? value.map((item: Json) => change(item)) : value]),
  )
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
