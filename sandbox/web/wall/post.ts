import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { submitting, textIn } from '../box.ts'
import { face, icon } from '../icon.ts'
import { hostOf, safeLink } from '../messenger/words.ts'
import { personWith, store, worldNow } from '../store.ts'
import { age, dayAndTime } from '../times.ts'
import { set } from '../ui.ts'
import { change, openOf, remove, type Side, toggleOpen } from './acts.ts'
import { commentBox } from './comment-box.ts'
import { commentRow, isBy } from './comment.ts'
import { faces, likeButtons, tally } from './faces.ts'
import { pictures } from './pictures.ts'
import type { Comment, Post } from './types.ts'

/** A post with its comments on two levels, as the person sees it or as the Page manages it. */
export function postCard(post: Post, side: Side): TemplateResult {
  return html`<article class="sheet wall-post" data-testid="${side}-post">
    ${head(post, side)}
    ${openOf(side, post.id) === 'edit' ? editForm(post) : post.message === '' ? nothing : html`<p class="words" dir="auto">${post.message}</p>`}
    ${post.media.length === 0 ? nothing : pictures(post.media)} ${link(post)} ${below(post, side, manage(post, side))}
  </article>`
}

/** What people think of it and say under it, and where one joins them. */
export function below(
  object: Pick<Post, 'id' | 'reactions' | 'comments'>,
  side: Side,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<p class="tally">${tally(object)}<span>${countWords(object.comments.length)}</span></p>
    <p class="under">${likeButtons(object, side)} ${more}</p>
    ${faces(object, side)}
    ${repeat(
      inOrder(object.comments),
      ({ id }) => id,
      (comment) => commentRow(comment, side),
    )}
    ${commentBox(object.id, side, side === 'page' ? 'Comment as the Page' : `Comment as ${personWith(store.personId)?.first_name ?? ''}`)}`
}

function head(post: Post, side: Side): TemplateResult {
  return html`<div class="by">
    ${post.from ? face(post.from.id, post.from.kind, 32) : html`<span class="face nobody"></span>`}
    <span class="grow"
      ><b class="cut" dir="auto">${post.from?.name ?? 'Facebook user'}</b
      ><small><time title=${dayAndTime(post.at)}>${age(post.at, worldNow())}</time>${notes(post, side)}</small></span
    >
    ${badge(post)}
  </div>`
}

function notes(post: Post, side: Side): string {
  const words = [
    ...(post.from?.kind === 'person' ? ['on the Page'] : []),
    ...(post.is_published || post.kind === 'ad'
      ? []
      : [post.scheduled_at === null ? 'not published' : `scheduled for ${dayAndTime(post.scheduled_at)}`]),
    ...(post.is_trashed ? ['in the trash'] : []),
    ...(post.is_hidden ? ['hidden from the timeline'] : []),
    ...(side === 'page' && post.from?.kind === 'person' ? ['visitor post'] : []),
  ]
  return words.map((each) => ` · ${each}`).join('')
}

function badge(post: Post): TemplateResult | typeof nothing {
  switch (post.kind) {
    case 'ad':
      return html`<span class="tag">${icon('speakerphone')}Ad</span>`
    case 'reel':
      return html`<span class="tag">${icon('video')}Reel</span>`
    default:
      return nothing
  }
}

function manage(post: Post, side: Side): TemplateResult {
  const isMine = isBy(post, side)
  return html`${isMine ? html`<button type="button" class="text" @click=${() => edit(post, side)}>Edit</button>` : nothing}
  ${
    side === 'page' && !isMine
      ? html`<button type="button" class="text" @click=${() => void change('posts', post.id, { is_hidden: !post.is_hidden })}>
          ${post.is_hidden ? 'Unhide' : 'Hide'}
        </button>`
      : nothing
  }
  ${
    side === 'page' && !post.is_published
      ? html`<button type="button" class="text" @click=${() => void change('posts', post.id, { is_published: true })}>Publish</button>`
      : nothing
  }
  ${isMine || side === 'page' ? html`<button type="button" class="text" @click=${() => void remove('posts', post.id)}>Delete</button>` : nothing}`
}

function edit(post: Post, side: Side): void {
  toggleOpen(side, post.id, 'edit')
  set({})
}

function editForm(post: Post): TemplateResult {
  return html`<form class="stack" @submit=${submitting((form) => change('posts', post.id, { message: textIn(form, 'text') }))}>
    <textarea name="text" rows="3" dir="auto" aria-label="Edit the post" .defaultValue=${post.message}></textarea>
    <button class="plain small">Save</button>
  </form>`
}

function link(post: Post): TemplateResult | typeof nothing {
  const url = safeLink(post.link)
  return url === undefined
    ? nothing
    : html`<a class="paper" href=${url} target="_blank" rel="noopener noreferrer"
        >${icon('link')}<span class="grow cut">${hostOf(url)}</span></a
      >`
}

/** Each answer below the comment it belongs to. */
function inOrder(comments: readonly Comment[]): readonly Comment[] {
  return comments
    .filter(({ parent_id }) => parent_id === null)
    .flatMap((top) => [top, ...comments.filter(({ parent_id }) => parent_id === top.id)])
}

function countWords(count: number): string {
  return count === 1 ? '1 comment' : `${count} comments`
}
