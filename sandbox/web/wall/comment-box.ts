import { html, nothing, type TemplateResult } from 'lit-html'
import { sendOnEnter, submitting, textIn } from '../box.ts'
import { chosen, fileButton } from '../files.ts'
import { face, icon } from '../icon.ts'
import { store } from '../store.ts'
import { pickedIn } from '../ui.ts'
import { boxKey, comment, type Side } from './acts.ts'

/** Where one comments: words and one picture. */
export function commentBox(objectId: string, side: Side, label: string): TemplateResult {
  const key = boxKey(side, objectId)
  const isLoaded = pickedIn(key).length > 0
  return html`<div class="comment-box">
    ${side === 'page' ? face(store.pageId, 'page', 24) : face(store.personId, 'person', 24)}
    <form class="write small-write ${isLoaded ? 'loaded' : ''}" @submit=${submitting(async (form) => submit(form, objectId, side))}>
      <textarea name="text" rows="1" dir="auto" aria-label=${label} placeholder="${label}…" @keydown=${sendOnEnter}></textarea>
      ${fileButton(key, 'Picture', { icon: 'photo', accept: 'image/*,video/*' })}
      <button class="round go" aria-label="Comment">${icon('send-2')}</button>
    </form>
    ${isLoaded ? chosen(key) : nothing}
  </div>`
}

async function submit(form: HTMLFormElement, objectId: string, side: Side): Promise<boolean> {
  const text = textIn(form, 'text')
  return (text !== '' || pickedIn(boxKey(side, objectId)).length > 0) && comment(side, objectId, text)
}
