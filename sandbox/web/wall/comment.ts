import { html, nothing, type TemplateResult } from 'lit-html'
import { submitting, textIn } from '../box.ts'
import { face } from '../icon.ts'
import { pageWith, personWith, store, worldNow } from '../store.ts'
import { age, dayAndTime } from '../times.ts'
import { focusSoon, set } from '../ui.ts'
import { change, type Open, openOf, remove, replyPrivately, type Side, toggleOpen } from './acts.ts'
import { commentBox } from './comment-box.ts'
import { faces, likeButtons, tally } from './faces.ts'
import { picture } from './pictures.ts'
import type { Comment } from './types.ts'

/** A comment with what the one who looks may do about it. */
export function commentRow(comment: Comment, side: Side): TemplateResult {
  const isMine = isBy(comment, side)
  return html`<div
    class="wall-c ${comment.parent_id === null ? '' : 'sub'} ${comment.is_hidden ? 'hid' : ''}"
    data-testid="${side}-comment"
  >
    ${portrait(comment)}
    <div class="t">
      <b dir="auto">${nameOf(comment)}</b>
      ${openOf(side, comment.id) === 'edit' ? editForm(comment, side) : html`<span class="words" dir="auto">${named(comment)}</span>`}
      ${comment.media === null ? nothing : picture(comment.media, 'comment-pic')}
    </div>
    <p class="under">
      ${comment.is_hidden && side === 'person' && !isMine ? nothing : acts(comment, side, isMine)}<time title=${dayAndTime(comment.at)}
        >${age(comment.at, worldNow())}</time
      >${tally(comment)}${notes(comment, side, isMine)}
    </p>
    ${faces(comment, side)} ${below(comment, side)}
  </div>`
}

/** The text, with the names in it as Facebook shows them: links. */
function named({ message, message_tags: tags }: Comment): readonly (string | TemplateResult)[] {
  const ends = tags.map(({ offset, length }) => offset + length)
  return [
    ...tags.flatMap(({ offset, length }, index) => [
      message.slice(ends[index - 1] ?? 0, offset),
      html`<b class="named">${message.slice(offset, offset + length)}</b>`,
    ]),
    message.slice(ends.at(-1) ?? 0),
  ]
}

function portrait({ from, is_anonymous }: Comment): TemplateResult {
  return from && !is_anonymous ? face(from.id, from.kind, 24) : html`<span class="face nobody"></span>`
}

function nameOf({ from, is_anonymous }: Comment): string {
  return is_anonymous ? 'Anonymous member' : (from?.name ?? 'Facebook user')
}

function acts(comment: Comment, side: Side, isMine: boolean): TemplateResult {
  const { id } = comment
  return html`${likeButtons(comment, side)}${act('Reply', side, { id, what: 'reply' })}
  ${isMine ? act('Edit', side, { id, what: 'edit' }) : nothing}
  ${
    side === 'page' && !isMine
      ? html`<button type="button" class="text" @click=${() => void change('comments', id, { is_hidden: !comment.is_hidden })}>
            ${comment.is_hidden ? 'Unhide' : 'Hide'}</button
          >${comment.can_reply_privately ? act('Reply privately', side, { id, what: 'private' }) : nothing}`
      : nothing
  }
  ${isMine || side === 'page' ? html`<button type="button" class="text" @click=${() => void remove('comments', id)}>Delete</button>` : nothing}`
}

function act(words: string, side: Side, { id, what }: { readonly id: string; readonly what: Open }): TemplateResult {
  return html`<button type="button" class="text" aria-expanded=${openOf(side, id) === what} @click=${() => open(side, id, what)}>
    ${words}
  </button>`
}

function notes(comment: Comment, side: Side, isMine: boolean): TemplateResult | typeof nothing {
  const words = [
    ...(comment.is_hidden
      ? [
          side === 'page'
            ? 'hidden'
            : isMine
              ? 'hidden by the Page; you and your friends still see it'
              : `hidden by the Page; ${seer()} can’t see this`,
        ]
      : []),
    ...(comment.private_reply && side === 'page' ? ['replied privately'] : []),
  ]
  return words.length === 0 ? nothing : html`<span>${words.join(' · ')}</span>`
}

function below(comment: Comment, side: Side): TemplateResult | typeof nothing {
  switch (openOf(side, comment.id)) {
    case 'reply':
      return html`<div class="inner">${commentBox(comment.id, side, `Reply to ${nameOf(comment)}`)}</div>`
    case 'private':
      return html`<form class="pair inner" @submit=${submitting((form) => replyPrivately(comment.id, textIn(form, 'text')))}>
        <input
          name="text"
          dir="auto"
          aria-label="Private reply"
          placeholder="One message to ${nameOf(comment)}"
          required
          autocomplete="off"
        />
        <button class="plain small">Reply privately</button>
      </form>`
    default:
      return nothing
  }
}

function editForm(comment: Comment, side: Side): TemplateResult {
  return html`<form class="pair bare" @submit=${submitting((form) => change('comments', comment.id, { message: textIn(form, 'text') }))}>
    <input
      name="text"
      dir="auto"
      aria-label="Edit the comment"
      .defaultValue=${comment.message}
      required
      autocomplete="off"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && open(side, comment.id, 'edit')}
    />
    <button class="plain small">Save</button>
  </form>`
}

export function isBy(activity: { readonly from: Comment['from'] }, side: Side): boolean {
  return activity.from?.id === (side === 'page' ? store.pageId : store.personId)
}

function open(side: Side, id: string, what: Open): void {
  toggleOpen(side, id, what)
  set({})
  if (openOf(side, id) !== undefined) {
    // Whoever opens a field writes in it next; of each side one is open at a time.
    focusSoon(`[data-testid="${side}-comment"] :is(.inner, .bare) [name="text"]`)
  }
}

function seer(): string {
  return personWith(store.personId)?.first_name ?? pageWith(store.pageId)?.name ?? ''
}
