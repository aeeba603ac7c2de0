import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { submitting, textIn } from '../box.ts'
import { chosen, fileButton } from '../files.ts'
import { face } from '../icon.ts'
import { pageWith, store } from '../store.ts'
import { set, ui } from '../ui.ts'
import { boxKey, writePost } from '../wall/acts.ts'
import { postCard } from '../wall/post.ts'
import { saidCards } from '../wall/story.ts'
import { suiteInbox } from './inbox.ts'

const TABS = [
  ['inbox', 'Inbox'],
  ['posts', 'Posts'],
  ['publish', 'Publish'],
] as const

/** What the Page's own people do outside the desk, by hand. */
export function suite(): TemplateResult {
  const page = pageWith(store.pageId)
  return html`<div class="wall">
    <div class="sheet wall-head">
      ${face(store.pageId, 'page', 44)}
      <div class="grow"><b class="title cut" dir="auto">${page?.name}</b><small>answers outside the desk</small></div>
      <div class="segments" role="group" aria-label="Business Suite">
        ${TABS.map(([key, words]) => html`<button type="button" aria-pressed=${ui.suiteShows === key} @click=${() => set({ suiteShows: key })}>${words}</button>`)}
      </div>
    </div>
    ${ui.suiteShows === 'inbox' ? suiteInbox() : ui.suiteShows === 'posts' ? posts() : publish()}
  </div>`
}

function posts(): TemplateResult {
  const shown = store.walls.get(store.pageId)
  const list = shown?.posts ?? []
  return html`${list.length === 0 ? html`<p class="sheet none">The Page has no posts yet. Publish one.</p>` : nothing}
  ${repeat(
    list,
    ({ id }) => id,
    (post) => postCard(post, 'page'),
  )}
  ${shown ? saidCards(shown, 'page') : nothing}`
}

const KINDS = [
  ['', 'Post'],
  ['reel', 'Reel'],
  ['ad', 'Ad'],
] as const

function publish(): TemplateResult {
  const key = boxKey('page', 'post')
  return html`<form class="sheet stack" @submit=${submitting(submit)}>
    <textarea name="text" rows="4" dir="auto" aria-label="Text of the post" placeholder="What is new?"></textarea>
    ${chosen(key)}
    <p class="row">
      ${fileButton(key, 'Add pictures', { icon: 'photo', accept: 'image/*,video/*' })}
      <select name="kind" aria-label="Kind of post">
        ${KINDS.map(([kind, words]) => html`<option value=${kind}>${words}</option>`)}
      </select>
      <select name="published" aria-label="Publish">
        <option value="yes">Publish now</option>
        <option value="no">Keep unpublished</option>
      </select>
      <button class="main small">Save the post</button>
    </p>
  </form>`
}

async function submit(form: HTMLFormElement): Promise<boolean> {
  const kind = textIn(form, 'kind')
  const done = await writePost('page', {
    message: textIn(form, 'text'),
    is_published: textIn(form, 'published') === 'yes',
    ...(kind === '' ? {} : { kind }),
  })
  if (done) {
    set({ suiteShows: 'posts' })
  }
  return done
}
