import { html, nothing, type TemplateResult } from 'lit-html'
import { submitting, textIn, valueOf } from './box.ts'
import { makePerson } from './control/acts.ts'
import { face } from './icon.ts'
import { choosePerson } from './messenger/acts.ts'
import { walkRows } from './messenger/chat-row.ts'
import { isUnread, store } from './store.ts'
import type { Person } from './types.ts'
import { set, ui } from './ui.ts'

/** More people than this, and one looks for a name instead of going through them. */
const MANY = 16

/** Who you are: everyone of the world, customers first, with a dot where an answer waits unread. */
export function cast(): TemplateResult {
  const people = (store.world?.people ?? []).toSorted((one, other) => one.manages.length - other.manages.length)
  const wanted = ui.castFilter.trim().toLowerCase()
  const found = people.filter(({ name, id }) => id === store.personId || name.toLowerCase().includes(wanted))
  const shown = found.filter(({ id }, index) => index < MANY || id === store.personId)
  return html`<section class="cast-part" aria-label="Who you are">
    <h2 class="label">YOU ARE <span>${people.length > shown.length ? `${shown.length} of ${people.length}` : nothing}</span></h2>
    ${
      people.length > MANY
        ? html`<input
            class="find"
            type="search"
            aria-label="Find a person"
            placeholder="Find a person"
            .value=${ui.castFilter}
            @input=${(event: Event) => set({ castFilter: valueOf(event) })}
          />`
        : nothing
    }
    <div class="cast" @keydown=${walkRows}>
      ${shown.map(personButton)}
      <form class="new-person" @submit=${submitting((form) => makePerson(textIn(form, 'name')))}>
        <input name="name" aria-label="Name of a new person" placeholder="New person" required maxlength="120" autocomplete="off" />
        <button class="plain small">Add</button>
      </form>
    </div>
  </section>`
}

function personButton(person: Person): TemplateResult {
  const threads = store.world?.conversations.filter((thread) => thread.person_id === person.id) ?? []
  return html`<button
    type="button"
    class="person"
    data-testid="person-${person.id}"
    aria-pressed=${person.id === store.personId}
    @click=${() => void choosePerson(person)}
  >
    ${face(person.id, 'person', 36)}
    <span class="grow cut"><b class="cut" dir="auto">${person.name}</b><small>${wordsFor(person, threads.length)}</small></span>
    ${threads.some(isUnread) ? html`<span class="dot" role="img" aria-label="Unread answer"></span>` : nothing}
  </button>`
}

function wordsFor(person: Person, threads: number): string {
  if (person.manages.length > 0) {
    return `manages ${person.manages.length} ${person.manages.length === 1 ? 'Page' : 'Pages'}`
  }
  return threads === 0 ? 'has not written yet' : `writes to ${threads} ${threads === 1 ? 'Page' : 'Pages'}`
}
