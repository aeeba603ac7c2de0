import { html, nothing, type TemplateResult } from 'lit-html'
import { choosePerson, makePerson } from './acts.ts'
import type { Person } from './api.ts'
import { isUnread, store } from './store.ts'

/** Who you are: everyone of the world, customers first, with a dot where an answer waits unread. */
export function cast(): TemplateResult {
  const people = (store.world?.people ?? []).toSorted((one, other) => one.manages.length - other.manages.length)
  return html`<section aria-label="Who you are">
    <h2 class="label">YOU ARE</h2>
    <div class="cast">${people.map(personButton)}</div>
    <form class="new-person" @submit=${submit}>
      <input name="name" aria-label="Name of a new person" placeholder="New person" required maxlength="120" autocomplete="off" />
      <button class="plain small">Add</button>
    </form>
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
    <img src="/sandbox/pictures/${person.id}.png" alt="" width="36" height="36" />
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

function submit(event: SubmitEvent): void {
  event.preventDefault()
  const form = event.currentTarget as HTMLFormElement
  const name = (form.elements.namedItem('name') as HTMLInputElement).value.trim()
  if (name !== '') {
    form.reset()
    void makePerson(name)
  }
}
