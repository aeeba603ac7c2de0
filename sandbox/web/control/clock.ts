import { html, nothing, type TemplateResult } from 'lit-html'
import { textIn } from '../box.ts'
import { store, worldNow } from '../store.ts'
import { dayAndTime, distance, forInput } from '../times.ts'
import { moveClock } from './acts.ts'

const HOUR = 3_600_000

/** The world's time: now, jumps, any date, and back. */
export function clock(): TemplateResult {
  const offset = store.world?.clock_offset_ms ?? 0
  return html`<div>
    <h3 class="label">CLOCK</h3>
    <div class="sheet clock">
      <p class="now" data-testid="clock">${dayAndTime(worldNow())}</p>
      <small
        >${offset === 0 ? 'Follows your computer’s clock.' : `${distance(offset)} your computer’s clock. Windows, keys and retries follow this one.`}
        ${store.world?.is_clock_followed === true ? 'The desk follows this one.' : nothing}</small
      >
      <div class="jumps">
        ${jump('+ 1 h', { advance_ms: HOUR })} ${jump('+ 23 h', { advance_ms: 23 * HOUR })} ${jump('+ 7 d', { advance_ms: 7 * 24 * HOUR })}
        <button type="button" class="plain small dash" ?disabled=${offset === 0} @click=${() => void moveClock({ reset: true })}>
          Back to now
        </button>
      </div>
      <form class="pair" @submit=${setTo}>
        <input name="at" type="datetime-local" aria-label="Day and time" .defaultValue=${forInput(worldNow())} required />
        <button class="plain small">Set</button>
      </form>
    </div>
  </div>`
}

function jump(words: string, body: Readonly<Record<string, number>>): TemplateResult {
  return html`<button type="button" class="plain small" @click=${() => void moveClock(body)}>${words}</button>`
}

function setTo(event: SubmitEvent): void {
  event.preventDefault()
  const at = new Date(textIn(event.currentTarget as HTMLFormElement, 'at')).getTime()
  if (!Number.isNaN(at)) {
    void moveClock({ set: at })
  }
}
