import { html, type TemplateResult } from 'lit-html'
import { clock } from './clock.ts'
import { faults } from './faults.ts'
import { journal } from './journal.ts'
import { peopleAndPages } from './people-and-pages.ts'
import { beginning, webhooks } from './samples.ts'

export function controls(): TemplateResult {
  return html`<div class="control">${clock()}${faults()}${webhooks()}${peopleAndPages()}${beginning()}${journal()}</div>`
}
