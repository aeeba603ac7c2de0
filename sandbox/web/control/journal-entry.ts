import { html, nothing, type TemplateResult } from 'lit-html'
import type { Entry } from '../types.ts'

/** One call or webhook in full, and the command that does it again. */
export function entryDetails(entry: Entry): TemplateResult {
  return html`<div class="whole">
    <p class="address">${entry.method} ${entry.path}</p>
    ${notes(entry)} ${part('Request', entry.request)} ${part('Response', entry.response)}
    <button type="button" class="plain small" @click=${(event: Event) => void copy(entry, event.currentTarget as HTMLElement)}>
      Copy as curl
    </button>
  </div>`
}

/** Whose key was used, on which version, what a fault did. */
function notes({ token, version, fault, outcome }: Entry): TemplateResult | typeof nothing {
  const words = [
    ...(token === null ? [] : [`key: ${token}`]),
    ...(version === null || version === '' ? [] : [version]),
    ...(outcome === null ? [] : [outcome]),
    ...(fault === null ? [] : [`fault: ${fault}`]),
  ]
  return words.length === 0 ? nothing : html`<p class="address">${words.join(' · ')}</p>`
}

function part(name: string, text: string): TemplateResult | typeof nothing {
  return text === ''
    ? nothing
    : html`<h4>${name}</h4>
        <pre tabindex="0">${pretty(text)}</pre>`
}

/** JSON with its levels, a form with its fields one a line, anything else as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    // Not JSON: a form, HTML, or cut short.
    return /^[\w.[\]%]+=[^\s]*(&|$)/.test(text)
      ? [...new URLSearchParams(text)].map(([name, value]) => `${name} = ${value}`).join('\n')
      : text
  }
}

/** The call as a shell command. Keys were cut by the sandbox; put in your own. */
function asCurl(entry: Entry, origin: string): string {
  const url = entry.path.startsWith('http') ? entry.path : `${origin}${entry.path}`
  const isJson = entry.request.startsWith('{') || entry.request.startsWith('[')
  const body =
    entry.request === '' ? [] : [...(isJson ? [`-H 'content-type: application/json'`] : []), `--data-raw ${quoted(entry.request)}`]
  return ['curl', `-X ${entry.method}`, quoted(url), ...body].join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

async function copy(entry: Entry, button: HTMLElement): Promise<void> {
  const command = asCurl(entry, location.origin)
  try {
    await navigator.clipboard.writeText(command)
    button.textContent = 'Copied'
  } catch {
    // No clipboard here (not asked by a hand, or no permission): the command is shown instead.
    button.insertAdjacentElement('beforebegin', Object.assign(document.createElement('pre'), { textContent: command }))
  }
}
