import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { isChecked, submitting, textIn, valueOf } from '../box.ts'
import { choosePage } from '../messenger/acts.ts'
import { pageWith, personWith, store } from '../store.ts'
import type { Page, Person } from '../types.ts'
import { changePage, killKeys, makePage, removeApp } from './acts.ts'

const ALL_TASKS = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE']

/** What happens to people and Pages outside every app: roles lost, Pages taken down, passwords changed. */
export function peopleAndPages(): TemplateResult {
  const page = pageWith(store.pageId)
  const person = personWith(store.personId)
  return html`<details class="fold">
    <summary><h3 class="label">PEOPLE AND PAGES</h3></summary>
    <div class="sheet faults">
      <div class="fault wide">
        <label for="page-in-view">Page in view</label>
        <select id="page-in-view" @change=${(event: Event) => void choosePage(valueOf(event))}>
          ${store.world?.pages.map((each) => html`<option value=${each.id} ?selected=${each.id === store.pageId}>${each.name}</option>`)}
        </select>
      </div>
      ${page ? pageLevers(page, person) : nothing}
      <form class="pair" @submit=${submitting((form) => makePage(textIn(form, 'name')))}>
        <input
          name="name"
          aria-label="Name of a new Page"
          placeholder="New Page"
          required
          pattern=".*\\S.*"
          title="A name"
          maxlength="120"
          autocomplete="off"
        />
        <button class="plain small">Add</button>
      </form>
    </div>
  </details>`
}

function pageLevers(page: Page, person: Person | undefined): TemplateResult {
  const admins = (store.world?.people ?? []).filter(({ id, manages }) => page.roles[id] !== undefined || manages.includes(page.id))
  return html`${toggle({
    name: 'Published',
    words: 'off: the Page is unpublished',
    isOn: page.is_published,
    act: (isOn) => changePage(page, { is_published: isOn }),
  })}
  ${
    person
      ? toggle({
          name: `${person.first_name} has blocked the Page`,
          words: 'on: the Page cannot write to this person',
          isOn: page.blocked_by.includes(person.id),
          act: (isOn) => changePage(page, { blocked_by: { [person.id]: isOn } }),
        })
      : nothing
  }
  ${admins.map((admin) => adminLevers(page, admin))}`
}

function adminLevers(page: Page, admin: Person): TemplateResult {
  return html`${toggle({
      name: `${admin.name} runs the Page`,
      words: (page.roles[admin.id] ?? []).includes('MESSAGING') ? 'all tasks' : 'some tasks only',
      isOn: page.roles[admin.id] !== undefined,
      act: (isOn) => changePage(page, { roles: { [admin.id]: isOn ? ALL_TASKS : null } }),
    })}
    <div class="fault wide">
      <span>${admin.first_name}’s account<small>ends every key made with it</small></span>
      <span class="jumps">
        <button type="button" class="plain small" @click=${() => void killKeys({ person_id: admin.id }, 460)}>Change password</button>
        <button type="button" class="plain small" @click=${() => void removeApp(admin)}>Remove the app</button>
      </span>
    </div>`
}

type Toggle = { readonly name: string; readonly words: string; readonly isOn: boolean; readonly act: (isOn: boolean) => Promise<void> }

function toggle({ name, words, isOn, act }: Toggle): TemplateResult {
  return html`<label class="fault flip"
    ><span dir="auto">${name}<small>${words}</small></span>
    <input type="checkbox" role="switch" .checked=${live(isOn)} @change=${(event: Event) => void act(isChecked(event))}
  /></label>`
}
