import { REACH } from '../conversations/subject.ts'
import { verdictOn, type Asked } from './verdict.ts'

/** What a customer is shown of somebody's work while it goes on. It says nothing, answers nothing, and nobody keeps it. */
export type Gesture = 'typing' | 'stopped' | 'seen'

/** Which of them a workspace shows. */
export type ShownGestures = { readonly typing: boolean; readonly seen: boolean }

type Showing = Omit<Asked, 'act' | 'content' | 'mode'> & { readonly shown: ShownGestures; readonly pausedUntil: Date | undefined }

/** Whether it may be shown now: where an answer could be sent as such, and the channel does not ask for rest. */
export function mayShow(gesture: Gesture, { shown, pausedUntil, ...asked }: Showing): boolean {
  const isOn = gesture === 'seen' ? shown.seen : shown.typing
  const rests = pausedUntil !== undefined && asked.now < pausedUntil
  return (
    isOn &&
    !rests &&
    REACH[asked.subject].hasWindow &&
    verdictOn({ ...asked, act: 'say', content: 'text', mode: 'response' }).kind === 'may'
  )
}

/** What was shown last in a conversation, at a moment in milliseconds. `seen`: the line up to which it was told. */
export type LastShown = {
  readonly typing: { readonly isOn: boolean; readonly at: number } | undefined
  readonly seen: string | undefined
  /** Nothing is shown before: it was refused, or nobody answered. */
  readonly restsUntil: number
}

export const NOTHING_SHOWN: LastShown = { typing: undefined, seen: undefined, restsUntil: -Infinity }

/** Facebook shows that somebody types for 20 s; renewed sooner it looks no different (Messenger Platform docs, sender actions, 2026-01). */
const TYPING_LASTS_MS = 15_000
/** One who cannot be shown anything now is hardly in a minute. */
const RESTS_MS = 60_000

/** Whether showing it would change anything that the customer sees. */
export function isDue(
  gesture: Gesture,
  last: LastShown,
  { now, upTo }: { readonly now: number; readonly upTo?: string | undefined },
): boolean {
  if (now < last.restsUntil) {
    return false
  }
  switch (gesture) {
    case 'typing':
      return last.typing?.isOn !== true || now - last.typing.at >= TYPING_LASTS_MS
    case 'stopped':
      return last.typing?.isOn !== false
    case 'seen':
      return last.seen !== upTo
  }
}

/** As it is after it was shown, or was not. */
export function afterShowing(
  gesture: Gesture,
  last: LastShown,
  { now, upTo, isShown }: { readonly now: number; readonly upTo?: string | undefined; readonly isShown: boolean },
): LastShown {
  const restsUntil = isShown ? last.restsUntil : now + RESTS_MS
  return gesture === 'seen' ? { ...last, seen: upTo, restsUntil } : { ...last, typing: { isOn: gesture === 'typing', at: now }, restsUntil }
}
