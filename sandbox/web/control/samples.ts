import { html, type TemplateResult } from 'lit-html'
import { textIn } from '../box.ts'
import { store } from '../store.ts'
import { dayAndTime } from '../times.ts'
import { confirmed } from '../confirm.ts'
import { deliverNow, resetWorld, sendSample } from './acts.ts'

const FIELDS = [
  'messages',
  'message_echoes',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'message_edits',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'messaging_handovers',
  'standby',
  'feed',
  'mention',
  'ratings',
  'leadgen',
]

/** Webhooks by hand: those that wait, and the dashboard's samples. */
export function webhooks(): TemplateResult {
  const { waiting } = store
  return html`<details class="fold">
    <summary>
      <h3 class="label">WEBHOOKS <span>${waiting.length === 0 ? 'all delivered' : `${waiting.length} waiting`}</span></h3>
    </summary>
    <div class="sheet faults">
      <div class="fault">
        <span
          >Not delivered yet<small
            >${waiting.length === 0 ? 'nothing waits' : `${fieldsOf(waiting)}; next try ${dayAndTime(Math.min(...waiting.map((each) => each.due_at)))}`}</small
          ></span
        >
        <button type="button" class="plain small" ?disabled=${waiting.length === 0} @click=${() => void deliverNow()}>Deliver now</button>
      </div>
      <form class="fault wide" @submit=${sample}>
        <label for="sample">Dashboard sample</label>
        <span class="pair bare"
          ><select id="sample" name="field">
            ${FIELDS.map((field) => html`<option>${field}</option>`)}
          </select>
          <button class="plain small">Test</button></span
        >
      </form>
    </div>
  </details>`
}

/** The first day again. */
export function beginning(): TemplateResult {
  return html`<div class="sheet faults">
    <div class="fault">
      <span>Start over<small>back to the first day, without conversations and connections</small></span>
      <button type="button" class="plain small" @click=${() => void askAndReset()}>Reset</button>
    </div>
  </div>`
}

function fieldsOf(waiting: readonly { readonly field: string }[]): string {
  return [...new Set(waiting.map(({ field }) => field))].join(', ')
}

function sample(event: SubmitEvent): void {
  event.preventDefault()
  void sendSample(textIn(event.currentTarget as HTMLFormElement, 'field'))
}

async function askAndReset(): Promise<void> {
  const isSure = await confirmed({
    title: 'Start over?',
    words: 'This deletes all conversations, connections and keys in the sandbox.',
    yes: 'Start over',
  })
  if (isSure) {
    await resetWorld()
  }
}
