/** One finding of the validator, as Fastify hands it over: zod's code is the `keyword`, its facts are the `params`. */
export type Finding = {
  readonly keyword: string
  readonly instancePath: string
  readonly message?: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** What is wrong with one field, in words for the person who filled it in. `field` is its path in the input, with dots. */
export type FieldProblem = { readonly field: string; readonly message: string }

/** Fields that people fill in. Anything else is a program's, and is called by its name. */
const SUBJECTS: Readonly<Record<string, string>> = {
  email: 'The e-mail address',
  name: 'The name',
  workspaceName: 'The name of the workspace',
  password: 'The password',
  newPassword: 'The password',
  currentPassword: 'The password',
  setUpCode: 'The set-up code',
  text: 'The text',
  phone: 'The phone number',
  search: 'The search',
}

const EMPTY: Readonly<Record<string, string>> = {
  email: 'Enter an e-mail address.',
  name: 'Enter a name.',
  workspaceName: 'Enter the name of your workspace.',
  password: 'Enter a password.',
  newPassword: 'Enter a new password.',
  currentPassword: 'Enter your current password.',
  setUpCode: 'Enter the set-up code.',
  text: 'Write something first.',
  search: 'Enter a name, a phone number or an e-mail address.',
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'Enter a whole e-mail address, like name@example.com.',
  uuid: 'must be an id, as the desk gave it.',
  datetime: 'must be a time, like 2026-11-22T14:10:00Z.',
  url: 'must be a web address.',
}

/** The validator's findings in our own words: none of its text reaches a person. */
export function fieldProblemsOf(findings: readonly Finding[]): readonly FieldProblem[] {
  return findings.flatMap((finding) => {
    const field = finding.instancePath.replace(/^\//, '').replaceAll('/', '.')
    if (finding.keyword === 'unrecognized_keys') {
      return unknownFields(field, finding.params?.['keys'])
    }
    return [{ field, message: messageFor(field, finding) }]
  })
}

function unknownFields(parent: string, keys: unknown): readonly FieldProblem[] {
  const names = Array.isArray(keys) ? keys.map(String) : []
  return names.map((name) => ({
    field: parent === '' ? name : `${parent}.${name}`,
    message: `“${name}” is not a field of this request.`,
  }))
}

function messageFor(field: string, { keyword, params = {}, message = '' }: Finding): string {
  const subject = subjectOf(field)
  switch (keyword) {
    case 'too_small':
      return tooSmall(field, params)
    case 'too_big':
      return tooBig(subject, params)
    case 'invalid_format':
      return wrongFormat(subject, String(params['format']))
    case 'invalid_value':
      return `${subject} must be one of: ${Array.isArray(params['values']) ? params['values'].join(', ') : ''}.`
    case 'invalid_type':
      // Zod tells a missing value from a wrong one in its text only (4.6).
      return message.endsWith('received undefined')
        ? emptyWords(field)
        : `${subject} must be ${KINDS[String(params['expected'])] ?? 'another kind of value'}.`
    default:
      return `${subject} is not valid.`
  }
}

function tooSmall(field: string, { origin, minimum }: Readonly<Record<string, unknown>>): string {
  if (origin === 'string' || origin === 'array') {
    const unit = origin === 'string' ? 'characters' : 'entries'
    return minimum === 1 ? emptyWords(field) : `${subjectOf(field)} needs at least ${numberWords(minimum)} ${unit}.`
  }
  return `${subjectOf(field)} must be at least ${numberWords(minimum)}.`
}

function tooBig(subject: string, { origin, maximum }: Readonly<Record<string, unknown>>): string {
  switch (origin) {
    case 'string':
      return `${subject} can have at most ${numberWords(maximum)} characters.`
    case 'array':
      return `${subject} can have at most ${numberWords(maximum)} entries.`
    default:
      return `${subject} must be at most ${numberWords(maximum)}.`
  }
}

/** Grouped as on the screens: 100,000. */
function numberWords(value: unknown): string {
  return Number(value).toLocaleString('en')
}

function wrongFormat(subject: string, format: string): string {
  const words = FORMATS[format] ?? 'is not in the right form.'
  return format === 'email' ? words : `${subject} ${words}`
}

function emptyWords(field: string): string {
  return EMPTY[field] ?? `${subjectOf(field)} is missing.`
}

function subjectOf(field: string): string {
  return SUBJECTS[field] ?? (field === '' ? 'The input' : `“${field}”`)
}
