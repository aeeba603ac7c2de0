import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { submitting, textIn, valueOf } from '../box.ts'
import { chosen, fileButton } from '../files.ts'
import { face, icon } from '../icon.ts'
import { choosePage, openThread } from '../messenger/acts.ts'
import { pageWith, personWith, store } from '../store.ts'
import type { Page } from '../types.ts'
import { focusSoon, set, ui } from '../ui.ts'
import { boxKey, mention, review, writePost } from './acts.ts'
import { postCard } from './post.ts'
import { saidCards } from './story.ts'
import type { Mention, Post } from './types.ts'

/** The Page's wall as the person sees it. */
export function wall(): TemplateResult {
  const page = pageWith(store.pageId)
  const shown = store.walls.get(store.pageId)
  if (!page) {
    return html`<p class="none">There is no Page.</p>`
  }
  const posts = (shown?.posts ?? []).filter(isSeen)
  return html`<div class="wall">
    ${head(page)} ${form(page)}
    ${posts.length === 0 ? html`<p class="sheet none">Nothing here yet. Write on the Page, or publish a post in Business Suite.</p>` : nothing}
    ${repeat(
      posts,
      ({ id }) => id,
      (post) => postCard(post, 'person'),
    )}
    ${shown ? saidCards({ ...shown, mentions: shown.mentions.filter(isMine) }, 'person') : nothing}
  </div>`
}

function head(page: Page): TemplateResult {
  return html`<div class="sheet wall-head">
    ${face(page.id, 'page', 44)}
    <div class="grow">
      <select class="title" aria-label="Page" @change=${(event: Event) => void choosePage(valueOf(event))}>
        ${store.world?.pages.map((each) => html`<option value=${each.id} ?selected=${each.id === page.id}>${each.name}</option>`)}
      </select>
      <small>${page.category} · ${page.is_published ? 'published' : 'not published'}</small>
    </div>
    <div class="jumps">
      ${opener('post', 'pencil', 'Post')} ${opener('review', 'star', 'Review')} ${opener('mention', 'at', 'Mention')}
      <button type="button" class="plain small" @click=${() => message(page)}>${icon('brand-messenger')}Message</button>
    </div>
  </div>`
}

function opener(form: 'post' | 'review' | 'mention', drawing: string, words: string): TemplateResult {
  const isOpen = ui.wallForm === form
  return html`<button type="button" class="plain small" aria-expanded=${isOpen} @click=${() => openForm(isOpen ? undefined : form)}>
    ${icon(drawing)}${words}
  </button>`
}

function openForm(wallForm: typeof ui.wallForm): void {
  set({ wallForm })
  focusSoon('div.wall > form [name="text"]')
}

function message(page: Page): void {
  set({ part: 'phone' })
  void openThread(page.id)
}

function form(page: Page): TemplateResult | typeof nothing {
  const name = personWith(store.personId)?.first_name ?? ''
  const key = boxKey('person', 'post')
  switch (ui.wallForm) {
    case 'post':
      return html`<form class="sheet stack" @submit=${submitting((it) => writePost('person', { message: textIn(it, 'text') }))}>
        <textarea
          name="text"
          rows="3"
          dir="auto"
          aria-label="Post on the Page as ${name}"
          placeholder="Write something to ${page.name}…"
        ></textarea>
        ${chosen(key)}
        <p class="row">
          ${fileButton(key, 'Add pictures', { icon: 'photo', accept: 'image/*,video/*' })}<button class="main small">
            Post on the Page
          </button>
        </p>
      </form>`
    case 'review':
      return html`<form class="sheet stack" @submit=${submitting((it) => review(textIn(it, 'kind'), textIn(it, 'text')))}>
        <select name="kind" aria-label="Recommendation">
          <option value="positive">I recommend ${page.name}</option>
          <option value="negative">I don’t recommend ${page.name}</option>
        </select>
        <textarea name="text" rows="2" dir="auto" aria-label="Review" placeholder="Why?"></textarea>
        <p class="row"><button class="main small">Publish the review</button></p>
      </form>`
    case 'mention':
      return html`<form class="sheet stack" @submit=${submitting((it) => mention(textIn(it, 'text')))}>
        <textarea name="text" rows="2" dir="auto" aria-label="Post that mentions the Page" required>
Has anyone tried @${page.name}?</textarea>
        <p class="row">
          <small>Posted on ${name}’s own profile. The Page learns of it by the webhook “mention”.</small
          ><button class="main small">Mention</button>
        </p>
      </form>`
    default:
      return nothing
  }
}

/** What the person can see: an ad's post stands in the ad, which everybody meets. */
function isSeen(post: Post): boolean {
  const isOut = (post.is_published || post.kind === 'ad') && !post.is_trashed && !post.is_hidden
  return isOut || post.from?.id === store.personId
}

/** Of the mentions a person meets their own, on their profile. */
function isMine({ item, person }: Mention): boolean {
  return item === 'post' && person.id === store.personId
}
