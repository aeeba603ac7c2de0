import { html, nothing, type TemplateResult } from 'lit-html'
import { store } from '../store.ts'
import { set } from '../ui.ts'
import { openOf, react, type Side, toggleOpen } from './acts.ts'
import type { Tally } from './types.ts'

const FACES: readonly (readonly [type: string, emoji: string, name: string])[] = [
  ['like', '👍', 'Like'],
  ['love', '❤️', 'Love'],
  ['care', '🤗', 'Care'],
  ['haha', '😆', 'Haha'],
  ['wow', '😮', 'Wow'],
  ['sad', '😢', 'Sad'],
  ['angry', '😠', 'Angry'],
]

type Likeable = { readonly id: string; readonly reactions: readonly Tally[] }

/** "❤️👍 3" of a post or comment; nothing when nobody reacted. */
export function tally({ reactions }: Likeable): TemplateResult | typeof nothing {
  if (reactions.length === 0) {
    return nothing
  }
  const emoji = FACES.filter(([type]) => reactions.some((each) => each.type === type)).map(([, each]) => each)
  return html`<span class="tally-count" role="img" aria-label="${reactions.length} reactions"
    >${emoji.slice(0, 3).join('')} ${reactions.length}</span
  >`
}

/** "Like" with one tap, any other face from the row beside it. */
export function likeButtons(object: Likeable, side: Side): TemplateResult {
  const mine = myReaction(object, side)
  const name = FACES.find(([type]) => type === mine)?.[2] ?? 'Like'
  const isOpen = openOf(side, object.id) === 'faces'
  return html`<button
      type="button"
      class="text ${mine === undefined ? '' : 'on'}"
      aria-pressed=${mine !== undefined}
      @click=${() => void react(side, object.id, mine === undefined ? 'like' : null)}
    >
      ${name}</button
    ><button type="button" class="text" aria-expanded=${isOpen} @click=${() => open(object, side)}>React</button>`
}

export function faces(object: Likeable, side: Side): TemplateResult | typeof nothing {
  if (openOf(side, object.id) !== 'faces') {
    return nothing
  }
  const mine = myReaction(object, side)
  return html`<div class="faces" role="group" aria-label="Reactions">
    ${FACES.map(
      ([type, emoji, name]) =>
        html`<button
          type="button"
          class="face-button"
          aria-label=${name}
          aria-pressed=${mine === type}
          @click=${() => void react(side, object.id, mine === type ? null : type)}
        >
          ${emoji}
        </button>`,
    )}
  </div>`
}

function open(object: Likeable, side: Side): void {
  toggleOpen(side, object.id, 'faces')
  set({})
}

function myReaction({ reactions }: Likeable, side: Side): string | undefined {
  const me = side === 'page' ? store.pageId : store.personId
  return reactions.find(({ by }) => by === me)?.type
}
