import fc from 'fast-check'

/** What no client should send, and some do: of every kind, size and alphabet. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e9,
  1e300,
  2 ** 53,
  '',
  ' ',
  '0',
  '-1',
  'NaN',
  'true',
  'null',
  'abc',
  '__proto__',
  'constructor',
  'toString',
  '{',
  '{}',
  '[]',
  '[{}]',
  '[null]',
  '{"__proto__":{"id":"1"}}',
  '{"id":{"id":[]}}',
  '%00%ff',
  '\u0000',
  '🌱'.repeat(3),
  '\ud83c',
  'مرحبا',
  'x'.repeat(5000),
  '{'.repeat(1000),
  'a{'.repeat(1000),
  '['.repeat(1000),
  '2026-13-45',
  'https://',
  'http://127.0.0.1:1/x.png',
  'file:///etc/passwd',
  '10000000000000000000000',
  [],
  [null],
  [[]],
  [{}],
  ['a', 1, null],
  {},
  { id: null },
  { id: {} },
  { id: [1] },
  { length: 3 },
  { $map: [] },
]

type Tree = unknown
type Step = string | number

/** A body that is right but for one or two places, where something strange stands or something is missing or too much. */
export function nearly(right: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  const places = placesIn(right)
  if (places.length === 0) {
    return fc.dictionary(fc.constantFrom('fields', 'limit', 'after', 'name', 'id'), fc.constantFrom(...STRANGE))
  }
  const spoil = fc.record({ at: fc.constantFrom(...places), value: fc.oneof(fc.constantFrom(...STRANGE), fc.constant(undefined)) })
  return fc
    .array(spoil, { minLength: 0, maxLength: 2 })
    .map((spoils) =>
      spoils.reduce<Record<string, unknown>>((tree, { at, value }) => put(tree, at, value) as Record<string, unknown>, right),
    )
}

function placesIn(tree: Tree, at: readonly Step[] = []): Step[][] {
  const here = at.length === 0 ? [] : [[...at]]
  if (typeof tree !== 'object' || tree === null) {
    return here
  }
  const keys: Step[] = Array.isArray(tree) ? tree.map((_each, index) => index) : Object.keys(tree)
  return [...here, ...keys.flatMap((key) => placesIn((tree as Record<Step, Tree>)[key], [...at, key]))]
}

function put(tree: Tree, [step, ...rest]: readonly Step[], value: unknown): Tree {
  if (step === undefined || typeof tree !== 'object' || tree === null) {
    return value
  }
  const inner = put((tree as Record<Step, Tree>)[step], rest, value)
  return Array.isArray(tree) ? tree.map((each: unknown, index) => (index === step ? inner : each)) : { ...tree, [step]: inner }
}
