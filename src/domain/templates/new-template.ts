import { MESSAGE_LIMIT } from '../messaging-policy/message-length.ts'
import { placeholdersIn } from './message-template.ts'

/** A template that somebody wants to be reviewed. */
export type NewTemplate = {
  readonly name: string
  readonly language: string
  readonly body: string
  /** A value for each placeholder, by which whoever reviews it understands it. */
  readonly examples: readonly string[]
}

export type TemplateFault =
  /** Lower case letters, digits and underscores. */
  | 'name'
  /** A code such as `en` or `pt_BR`. */
  | 'language'
  | 'body-empty'
  | 'body-too-long'
  /** Curly braces that are no placeholder, or placeholders that do not count from 1 in their order. */
  | 'placeholders'
  | 'examples'

const LONGEST_NAME = 512

/** What Facebook refuses at once, or rejects for its form (Messenger Platform docs, utility messages, 2026-03). What it thinks of the words only its review tells. */
export function faultsOf({ name, language, body, examples }: NewTemplate): TemplateFault[] {
  const placeholders = placeholdersIn(body)
  const isCounted = placeholders.every((placeholder, index) => placeholder === String(index + 1))
  const isWellFormed = !/[{}]/u.test(body.replaceAll(/\{\{\d+\}\}/gu, ''))
  const faults: Readonly<Record<TemplateFault, boolean>> = {
    name: !/^[a-z0-9_]+$/u.test(name) || name.length > LONGEST_NAME,
    language: !/^[a-z]{2,3}(_[A-Z]{2})?$/u.test(language),
    'body-empty': body.trim() === '',
    'body-too-long': body.length > MESSAGE_LIMIT,
    placeholders: !isCounted || !isWellFormed,
    examples: examples.length !== placeholders.length || examples.some((example) => example.trim() === ''),
  }
  return (Object.keys(faults) as TemplateFault[]).filter((fault) => faults[fault])
}
