import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { submitting, textIn, valueOf } from './box.ts'
import { makePerson } from './control/acts.ts'
import { face } from './icon.ts'
import { choosePerson } from './messenger/acts.ts'
import { walkRows } from './messenger/chat-row.ts'
import { isUnread, store } from './store.ts'
import type { Person } from './types.ts'
import { set, ui } from './ui.ts'

/** With more people than this one can look for a name, and gets as many at a time. */
const MANY = 16

/** Who you are: everyone of the world, who was last heard of first, with a dot where an answer waits unread. */
export function cast(): TemplateResult {
  const people = inOrder(store.world?.people ?? [])
  const wanted = ui.castFilter.trim().toLowerCase()
  const found = people.filter(({ name, id }) => id === store.personId || name.toLowerCase().includes(wanted))
  const shown = found.filter(({ id }, index) => index < ui.castCount || id === store.personId)
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
            @input=${(event: Event) => set({ castFilter: valueOf(event), castCount: MANY })}
          />`
        : nothing
    }
    <div class="cast" @keydown=${walkRows}>
      ${repeat(shown, ({ id }) => id, personButton)} ${more(found.length - shown.length)}
      <form class="new-person" @submit=${submitting((form) => makePerson(textIn(form, 'name')))}>
        <input
          name="name"
          aria-label="Name of a new person"
          placeholder="New person"
          required
          pattern=".*\\S.*"
          title="A name"
          maxlength="120"
          autocomplete="off"
        />
        <button class="plain small">Add</button>
      </form>
    </div>
  </section>`
}

function more(left: number): TemplateResult | typeof nothing {
  return left <= 0
    ? nothing
    : html`<button type="button" class="plain small dash more-people" @click=${() => set({ castCount: ui.castCount + 3 * MANY })}>
        Show more
      </button>`
}

/** The newest message or arrival first; those of the first day follow as they are, customers before people with Pages. */
function inOrder(people: readonly Person[]): readonly Person[] {
  const heard = new Map<string, number>()
  for (const { person_id, last_message } of store.world?.conversations ?? []) {
    heard.set(person_id, Math.max(heard.get(person_id) ?? 0, last_message?.timestamp ?? 0))
  }
  const newest = ({ id, added_at }: Person): number => Math.max(heard.get(id) ?? 0, added_at ?? 0)
  return people.toSorted((one, other) => newest(other) - newest(one) || one.manages.length - other.manages.length)
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
