import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { isChecked, valueOf } from '../box.ts'
import { pageWith, store, worldNow } from '../store.ts'
import { dayAndTime } from '../times.ts'
import { set, ui } from '../ui.ts'
import { clearFaults, killKeys, switchFault, switchLimit } from './acts.ts'
import { barrier } from './barrier.ts'
import { DEATHS, inForce, type Lever, LEVERS, LIMITS, MORE_LEVERS } from './fault-list.ts'

/** What goes wrong with webhooks and calls, each with a switch. */
export function faults(): TemplateResult {
  const count = store.faults.length + (limitInForce() ? 1 : 0)
  return html`<div>
    <h3 class="label">
      FAULTS
      <span
        >${count === 0 ? 'none on' : html`${count} on · <button type="button" class="text" @click=${() => void clearFaults()}>All off</button>`}</span
      >
    </h3>
    <div class="sheet faults">${LEVERS.map(lever)} ${death()} ${limit()} ${others()} ${more()}</div>
  </div>`
}

function lever(each: Lever): TemplateResult {
  const known = inForce(store.faults, each)
  return html`<label class="fault flip ${known ? 'on' : ''}"
    ><span>${each.name}<small>${each.words}</small></span>
    <input type="checkbox" role="switch" .checked=${live(known !== undefined)} @change=${() => void switchFault(known, each.wish)}
  /></label>`
}

/** The rarer ones, folded away until they are wanted. */
function more(): TemplateResult {
  const on = MORE_LEVERS.filter((each) => inForce(store.faults, each)).length
  return html`<details class="more">
    <summary class="fault">
      <span class="when-closed">More faults</span
      ><span class="when-open">Fewer faults</span>${on === 0 ? nothing : html`<span>${on} on</span>`}
    </summary>
    ${MORE_LEVERS.map(lever)} ${barrier()}
  </details>`
}

function limit(): TemplateResult {
  const known = limitInForce()
  return html`<div class="fault ${known ? 'on' : ''}">
    <span
      ><label for="limit">Rate limit</label
      ><select id="limit" ?disabled=${known !== undefined} @change=${(event: Event) => set({ limitCode: Number(valueOf(event)) })}>
        ${LIMITS.map(({ code, words }) => html`<option value=${code} ?selected=${code === (known?.code ?? ui.limitCode)}>${words}</option>`)}</select
      ><small>${known ? `until ${dayAndTime(known.until)}` : 'for five minutes'}</small></span
    >
    <input
      type="checkbox"
      role="switch"
      class="flip"
      aria-label="Rate limit"
      .checked=${live(known !== undefined)}
      @change=${(event: Event) => void switchLimit(isChecked(event), ui.limitCode)}
    />
  </div>`
}

function limitInForce() {
  return store.throttles.find(({ until }) => until > worldNow())
}

/** Faults that a program set and no lever here stands for. */
function others(): TemplateResult | typeof nothing {
  const ours = new Set([...LEVERS, ...MORE_LEVERS].map((each) => inForce(store.faults, each)?.id))
  const foreign = store.faults.filter((fault) => !ours.has(fault.id))
  return foreign.length === 0
    ? nothing
    : html`${foreign.map(
        (fault) =>
          html`<p class="fault on">
            <span
              >${fault.on} ${fault.act}<small
                >${[fault.field, fault.path].filter(Boolean).join(' ') || 'all'}, ${fault.timesLeft} left</small
              ></span
            >
            <button type="button" class="plain small" @click=${() => void switchFault(fault, {})}>Off</button>
          </p>`,
      )}`
}

function death(): TemplateResult {
  const page = pageWith(store.pageId)
  return html`<div class="fault">
    <span
      ><label for="death">Kill the key</label
      ><select id="death" @change=${(event: Event) => set({ deathSubcode: Number(valueOf(event)) })}>
        ${DEATHS.map(({ subcode, words }) => html`<option value=${subcode} ?selected=${subcode === ui.deathSubcode}>${words}</option>`)}
      </select></span
    >
    <button
      type="button"
      class="plain small"
      ?disabled=${!page}
      title="190 / ${ui.deathSubcode} for ${page?.name ?? 'the Page'}, until it is connected again"
      @click=${() => page && void killKeys({ page_id: page.id }, ui.deathSubcode)}
    >
      Kill
    </button>
  </div>`
}
