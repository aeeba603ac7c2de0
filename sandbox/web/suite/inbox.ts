import { html, nothing, type TemplateResult } from 'lit-html'
import { sendOnEnter, submitting, textIn } from '../box.ts'
import { chosen, fileButton } from '../files.ts'
import { face, icon } from '../icon.ts'
import { chatRow, walkRows } from '../messenger/chat-row.ts'
import { talk } from '../messenger/talk.ts'
import { pageWith, personWith, store, threadKey, threadOf } from '../store.ts'
import type { Page, Thread } from '../types.ts'
import { focusSoon, pickedIn, set, ui } from '../ui.ts'
import { answerByHand, BOX, openSuiteThread } from './acts.ts'
import { threadLevers } from './thread-levers.ts'

/** Rows drawn; a list of thousands is not what one scrolls. */
const MOST = 60

/** All threads of the Page; one of them open to be answered by hand. */
export function suiteInbox(): TemplateResult {
  const page = pageWith(store.pageId)
  const { suitePersonId } = ui
  const isOpen = suitePersonId !== undefined && page !== undefined
  return html`<div class="sheet suite-inbox">${isOpen ? openThread(page, suitePersonId) : list()}</div>`
}

function list(): TemplateResult {
  const threads = (store.world?.conversations ?? [])
    .filter(({ page_id }) => page_id === store.pageId)
    .toSorted((one, other) => (other.last_message?.timestamp ?? 0) - (one.last_message?.timestamp ?? 0))
  return threads.length === 0
    ? html`<p class="none">Nobody has written to this Page yet.</p>`
    : html`<div class="inbox" @keydown=${walkRows}>
        ${threads.slice(0, MOST).map(row)}
        ${threads.length > MOST ? html`<p class="none">and ${threads.length - MOST} older ones</p>` : nothing}
      </div>`
}

function row({ person_id, last_message }: Thread): TemplateResult {
  return chatRow({
    testId: `suite-chat-${person_id}`,
    owner: { id: person_id, kind: 'person', name: personWith(person_id)?.name },
    last: last_message,
    mine: 'page',
    waiting: last_message?.from === 'person' ? 'Not answered' : undefined,
    open: () => void openSuiteThread(person_id),
  })
}

function openThread(page: Page, personId: string): TemplateResult {
  const thread = threadOf(page.id, personId)
  const person = personWith(personId)
  const known = store.threads.get(threadKey(page.id, personId))
  return html`<div class="to">
      <button type="button" class="round back" aria-label="All threads" @click=${close}>${icon('arrow-left')}</button>
      ${face(personId, 'person', 36)}<span class="grow"
        ><b class="cut" dir="auto">${person?.name}</b><small>answers go out as ${page.name}</small></span
      >
    </div>
    ${thread ? threadLevers(thread) : nothing}
    <div class="talk" role="log" aria-label="Messages of the Page" tabindex="0">
      ${known ? talk(known, page, { sees: 'page', canAct: false, testId: 'suite-message' }) : nothing}
    </div>
    ${chosen(BOX)}
    <form class="write ${pickedIn(BOX).length > 0 ? 'loaded' : ''}" @submit=${submitting((form) => submit(form, personId))}>
      ${fileButton(BOX, 'Picture or file for the answer', { icon: 'photo', accept: '' })}
      <textarea
        name="text"
        rows="1"
        dir="auto"
        aria-label="Answer as ${page.name}"
        placeholder="Answer by hand"
        @keydown=${sendOnEnter}
      ></textarea>
      <button class="round go" aria-label="Answer">${icon('send-2')}</button>
    </form>`
}

async function submit(form: HTMLFormElement, personId: string): Promise<boolean> {
  const text = textIn(form, 'text')
  const files = pickedIn(BOX)
  return (text !== '' || files.length > 0) && answerByHand(personId, text, files)
}

function close(): void {
  set({ suitePersonId: undefined })
  focusSoon('#part-suite .chat')
}
