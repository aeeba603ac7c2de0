import { nonexistentField, oauthError } from '../../world/graph-error.ts'
import { narrowed } from './sub-fields.ts'

/** One wish of `fields=`: `name`, with what stands in its braces and dots. */
export type FieldWish = { readonly name: string; readonly args: Readonly<Record<string, string>>; readonly fields: readonly FieldWish[] }

/** What a field of a node shows; undefined leaves it out of the answer, as Graph does with empty fields. */
export type FieldTable<Node> = Readonly<Record<string, (node: Node, wish: FieldWish) => unknown>>

/** Reads `id,name,picture.width(50){url}`; spaces are allowed. Throws 100 on anything else. */
export function parseFields(text: string): FieldWish[] {
  const reader = { text, at: 0, depth: 0 }
  const wishes = readList(reader)
  if (reader.at < text.length) {
    throw syntaxError(reader)
  }
  return wishes
}

/** The text that `parseFields` reads back to the same wishes. */
export function writeFields(wishes: readonly FieldWish[]): string {
  return wishes
    .map(({ name, args, fields }) => {
      const dots = Object.entries(args).map(([key, value]) => `.${key}(${value})`)
      return `${name}${dots.join('')}${fields.length > 0 ? `{${writeFields(fields)}}` : ''}`
    })
    .join(',')
}

/** The node with the fields that were asked for, `.as(name)` under another name; `id` always comes along. Unknown fields fail loudly. */
export function project<Node>(
  node: Node,
  table: FieldTable<Node>,
  wish: { readonly fields: string | readonly FieldWish[] | undefined; readonly byDefault: readonly string[]; readonly nodeType: string },
): Record<string, unknown> {
  const asked = typeof wish.fields === 'string' ? parseFields(wish.fields) : (wish.fields ?? [])
  const wishes: readonly FieldWish[] = asked.length > 0 ? asked : wish.byDefault.map((name) => ({ name, args: {}, fields: [] }))
  const answer: Record<string, unknown> = {}
  for (const each of wishes.some(({ name }) => name === 'id') ? wishes : [...wishes, ID]) {
    const show = Object.hasOwn(table, each.name) ? table[each.name] : undefined
    if (!show) {
      throw nonexistentField(each.name, wish.nodeType)
    }
    const value = show(node, each)
    if (value !== undefined) {
      answer[each.args['as'] ?? each.name] = narrowed(value, each)
    }
  }
  return answer
}

const ID: FieldWish = { name: 'id', args: {}, fields: [] }
/** Braces in braces beyond this are no wish of anybody. */
const DEEPEST = 100
type Reader = { readonly text: string; at: number; depth: number }

function readList(reader: Reader): FieldWish[] {
  const wishes: FieldWish[] = []
  for (;;) {
    skip(reader, /[\s,]*/y)
    const name = skip(reader, /\w+/y)
    if (name === '') {
      return wishes
    }
    const args: Record<string, string> = {}
    for (let arg = skip(reader, /\.\w+\([^)]*\)/y); arg !== ''; arg = skip(reader, /\.\w+\([^)]*\)/y)) {
      const [, key = '', value = ''] = /^\.(\w+)\((.*)\)$/s.exec(arg) ?? []
      args[key] = value
    }
    wishes.push({ name, args, fields: readBraces(reader) })
  }
}

function readBraces(reader: Reader): FieldWish[] {
  if (skip(reader, /\s*\{/y) === '') {
    return []
  }
  reader.depth += 1
  if (reader.depth > DEEPEST) {
    throw syntaxError(reader)
  }
  const inner = readList(reader)
  reader.depth -= 1
  if (skip(reader, /\s*\}/y) === '') {
    throw syntaxError(reader)
  }
  return inner
}

function skip(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at
  const found = pattern.exec(reader.text)?.[0] ?? ''
  reader.at += found.length
  return found
}

function syntaxError({ text, at }: Reader) {
  return oauthError(2500, `Syntax error "Expected end of string instead of "${text.charAt(at)}"." at character ${at}: ${text}`)
}
