import { html, nothing, type TemplateResult } from 'lit-html'
import { valueOf } from '../box.ts'
import { personWith, store, threadOf } from '../store.ts'
import { barSends } from './acts.ts'

/** Sends to the person you are fail with an error of the catalogue. */
export function barrier(): TemplateResult | typeof nothing {
  const person = personWith(store.personId)
  const psid = threadOf(store.pageId, store.personId)?.psid
  if (!person) {
    return nothing
  }
  const known = psid === undefined ? undefined : store.sending.barriers.find(({ id }) => id === psid)
  return html`<div class="fault wide ${known ? 'on' : ''}">
    <label for="barrier">Sends to <bdi>${person.first_name}</bdi> fail</label>
    <select id="barrier" ?disabled=${psid === undefined} @change=${(event: Event) => void barSends(person.id, valueOf(event) || null)}>
      <option value="" ?selected=${!known}>${psid === undefined ? 'nothing written yet' : 'no'}</option>
      ${store.sending.errors.map(({ name, message }) => html`<option value=${name} ?selected=${known?.error === name}>${name} · ${message.slice(0, 60)}</option>`)}
    </select>
  </div>`
}
