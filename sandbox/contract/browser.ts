/** What a browser shows after a step of the login dialog: a screen with a form, or the way back to the app. */
export type Seen = {
  readonly status: number
  readonly html: string
  /** The screen's test id, e.g. `dialog-pages`. */
  readonly screen: string | undefined
  readonly buttons: readonly string[]
  /** Where the browser is sent. */
  readonly location: URL | undefined
  /** Presses a button by its words, as they stand in the form, with other ticks where `changes` names the field. */
  press(button: string, changes?: Readonly<Record<string, readonly string[]>>): Promise<Seen>
}

type Field = { readonly name: string; readonly value: string; readonly type: string; readonly isChecked: boolean }

/** Opens an address the way a browser without script does; redirects are not followed. */
export async function visit(url: string | URL, headers: Readonly<Record<string, string>> = {}): Promise<Seen> {
  return seen(url, await fetch(url, { headers, redirect: 'manual' }))
}

async function seen(url: string | URL, response: Response): Promise<Seen> {
  const html = await response.text()
  const location = response.headers.get('location')
  const buttons = buttonsIn(html)
  return {
    status: response.status,
    html,
    screen: /data-testid="([\w-]+)"/.exec(html)?.[1],
    buttons: buttons.map(({ words }) => words),
    location: location === null ? undefined : new URL(location, url),
    press: async (words, changes = {}) => {
      const button = buttons.find((each) => each.words.includes(words))
      if (!button) {
        throw new Error(`There is no button "${words}" among ${buttons.map((each) => each.words).join(', ')}.`)
      }
      const action = new URL(attribute(/<form[^>]*>/.exec(html)?.[0] ?? '', 'action') ?? '', url)
      const body = new URLSearchParams([...filled(fieldsIn(html), changes), [button.name, button.value]])
      return seen(action, await fetch(action, { method: 'POST', body, redirect: 'manual' }))
    },
  }
}

function filled(fields: readonly Field[], changes: Readonly<Record<string, readonly string[]>>): [string, string][] {
  const kept = fields.filter(({ name, type, isChecked }) => type === 'hidden' || (changes[name] === undefined && isChecked))
  const changed = Object.entries(changes).flatMap(([name, values]) => values.map((value): [string, string] => [name, value]))
  return [...kept.map(({ name, value }): [string, string] => [name, value]), ...changed]
}

function fieldsIn(html: string): Field[] {
  return (html.match(/<input\b[^>]*>/g) ?? []).map((tag) => ({
    name: attribute(tag, 'name') ?? '',
    value: attribute(tag, 'value') ?? '',
    type: attribute(tag, 'type') ?? 'text',
    isChecked: / checked\b/.test(tag),
  }))
}

function buttonsIn(html: string): { name: string; value: string; words: string }[] {
  return [...html.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button\s*>/g)].map(([, attributes = '', inner = '']) => ({
    name: attribute(attributes, 'name') ?? '',
    value: attribute(attributes, 'value') ?? '',
    words: decoded(inner.replace(/<[^>]*>/g, ' '))
      .replace(/\s+/g, ' ')
      .trim(),
  }))
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : decoded(value)
}

function decoded(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
