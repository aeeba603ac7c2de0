import { html, type TemplateResult } from 'lit-html'
import { killKey, moveClock, resetWorld, switchFault } from './acts.ts'
import { store, worldNow } from './store.ts'
import { dayAndTime, distance } from './times.ts'

const HOUR = 3_600_000

type Lever = {
  readonly name: string
  readonly words: string
  readonly wish: Readonly<Record<string, unknown>> & { readonly on: string; readonly act: string }
}

const LEVERS: readonly Lever[] = [
  { name: 'Deliver twice', words: 'every webhook comes two times', wish: { on: 'webhook', act: 'twice' } },
  { name: 'Deliver late', words: 'every webhook waits ten seconds', wish: { on: 'webhook', act: 'delay', delay_ms: 10_000 } },
  { name: 'Lose webhooks', words: 'only gap repair finds them', wish: { on: 'webhook', act: 'drop' } },
  {
    name: 'Swallow the answer',
    words: 'the message goes out, the app hears nothing',
    wish: { on: 'call', act: 'reset', path: '/messages', method: 'POST', after_acting: true },
  },
  { name: 'Graph is down', words: 'every call gets 503', wish: { on: 'call', act: 'status', status: 503, body: 'Service Unavailable' } },
]

export function clock(): TemplateResult {
  const offset = store.world?.clock_offset_ms ?? 0
  return html`<div>
    <h2 class="label">CLOCK</h2>
    <div class="sheet clock">
      <p class="now" data-testid="clock">${dayAndTime(worldNow())}</p>
      <small
        >${offset === 0 ? 'Runs with your own clock.' : `${distance(offset)} your own clock. Windows, keys and retries follow this one.`}</small
      >
      <div class="jumps">
        <button type="button" class="plain" @click=${() => void moveClock({ advance_ms: HOUR })}>+ 1 h</button>
        <button type="button" class="plain" @click=${() => void moveClock({ advance_ms: 23 * HOUR })}>+ 23 h</button>
        <button type="button" class="plain" @click=${() => void moveClock({ advance_ms: 7 * 24 * HOUR })}>+ 7 d</button>
        <button type="button" class="plain" @click=${() => void moveClock({ reset: true })}>Back to now</button>
      </div>
    </div>
  </div>`
}

export function faults(): TemplateResult {
  const page = store.world?.pages.find(({ id }) => id === store.pageId)
  return html`<div>
    <h2 class="label">FAULTS <span>${store.faults.length === 0 ? 'none on' : `${store.faults.length} on`}</span></h2>
    <div class="sheet faults">
      ${LEVERS.map(lever)}
      <p class="fault">
        <span>Kill the key<small>190 / 460 for the Page shown, until it is connected again</small></span>
        <button type="button" class="plain small" ?disabled=${!page} @click=${() => page && void killKey(page)}>Kill</button>
      </p>
      <p class="fault">
        <span>Start afresh<small>the seeded world; connections are gone</small></span>
        <button type="button" class="plain small" @click=${askAndReset}>Reset</button>
      </p>
    </div>
  </div>`
}

function lever({ name, words, wish }: Lever): TemplateResult {
  const known = store.faults.find((fault) => fault.on === wish.on && fault.act === wish.act)
  return html`<label class="fault flip ${known ? 'on' : ''}"
    ><span>${name}<small>${words}</small></span>
    <input type="checkbox" role="switch" .checked=${known !== undefined} @change=${() => void switchFault(known, wish)}
  /></label>`
}

function askAndReset(): void {
  if (confirm('All talks, connections and keys of the sandbox go. Start afresh?')) {
    void resetWorld()
  }
}
