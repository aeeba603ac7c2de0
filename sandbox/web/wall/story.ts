import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { face, icon } from '../icon.ts'
import { worldNow } from '../store.ts'
import { age } from '../times.ts'
import type { Side } from './acts.ts'
import { below } from './post.ts'
import type { Mention, Rating, WallShown } from './types.ts'

/** What people say of the Page: reviews, then what names it elsewhere. */
export function saidCards({ ratings, mentions }: Pick<WallShown, 'ratings' | 'mentions'>, side: Side): TemplateResult {
  return html`${repeat(
    ratings,
    ({ id }) => id,
    (rating) => ratingCard(rating, side),
  )}
  ${repeat(
    mentions,
    ({ id }) => id,
    (mention) => mentionCard(mention, side),
  )}`
}

/** A review of the Page, and what is said under it. */
function ratingCard(rating: Rating, side: Side): TemplateResult {
  const isGood = rating.recommendation_type.toLowerCase() === 'positive'
  return html`<article class="sheet wall-post" data-testid="${side}-review">
    ${head(rating, isGood ? 'recommends the Page' : 'does not recommend the Page', {
      drawing: isGood ? 'star-filled' : 'thumb-down',
      words: 'Review',
    })}
    ${rating.review_text === '' ? nothing : html`<p class="words" dir="auto">${rating.review_text}</p>`} ${below(rating, side)}
  </article>`
}

/** What names the Page elsewhere; in a comment it is answered where that stands. */
function mentionCard(mention: Mention, side: Side): TemplateResult {
  return html`<article class="sheet wall-post" data-testid="${side}-mention">
    ${head(mention, mention.item === 'post' ? 'on their own profile' : 'in a comment elsewhere', { drawing: 'at', words: 'Mention' })}
    <p class="words" dir="auto">${mention.message}</p>
    ${mention.item === 'post' ? below(mention, side) : nothing}
  </article>`
}

type Tag = { readonly drawing: string; readonly words: string }

function head({ person, at }: Rating | Mention, what: string, { drawing, words }: Tag): TemplateResult {
  return html`<div class="by">
    ${face(person.id, 'person', 32)}
    <span class="grow"><b class="cut" dir="auto">${person.name}</b><small>${what} · ${age(at, worldNow())}</small></span>
    <span class="tag">${icon(drawing)}${words}</span>
  </div>`
}
