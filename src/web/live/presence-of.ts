import type { Presence, Screen, ScreenGone } from '#domain/ephemeral.ts'

/** Who has a ticket before them on a screen, and since when nothing was heard of it. Milliseconds of the machine's clock. */
export type Present = {
  readonly memberId: string
  readonly screen: Screen | undefined
  readonly kind: 'looking' | 'typing'
  readonly lookingUntil: number
  readonly typingUntil: number
}
export type PresentByTicket = ReadonlyMap<string, readonly Present[]>

/** Who looks says so every 20 s, who types every 4 s: who is silent for longer has gone without a word. */
const LOOKS_FOR_MS = 30_000
const TYPES_FOR_MS = 7000

type Told =
  | Pick<ScreenGone, 'kind' | 'memberId' | 'screen'>
  | (Pick<Presence, 'kind' | 'screen'> & { readonly ticketId: string; readonly memberId?: string | undefined })

/** What is so after the news. */
export function withPresence(held: PresentByTicket, told: Told, now: number): PresentByTicket {
  if (told.kind === 'gone') {
    return new Map([...held].map(([ticketId, present]) => [ticketId, present.filter((each) => !isSameScreen(each, told))]))
  }
  const { kind, ticketId, memberId, screen } = told
  if (memberId === undefined) {
    return held
  }
  const before = held.get(ticketId) ?? []
  const others = before.filter((each) => !isSameScreen(each, told))
  const known = before.find((each) => isSameScreen(each, told))
  if (kind === 'left') {
    return new Map(held).set(ticketId, others)
  }
  const typingUntil = kind === 'typing' ? now + TYPES_FOR_MS : (known?.typingUntil ?? 0)
  const one = { memberId, screen, kind: typingUntil > now ? 'typing' : 'looking', lookingUntil: now + LOOKS_FOR_MS, typingUntil } as const
  return new Map(held).set(
    ticketId,
    [...others, one].toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1)),
  )
}

type OnScreen = { readonly memberId?: string | undefined; readonly screen?: Screen | undefined }

export function isSameScreen(one: OnScreen, other: OnScreen): boolean {
  return one.memberId === other.memberId && one.screen === other.screen
}

/** What is so by now, and when that ends next; the same where nothing has ended. */
export function presentBy(held: PresentByTicket, now: number): { readonly held: PresentByTicket; readonly endsAt: number | undefined } {
  const ends = [...held.values()]
    .flat()
    .flatMap(({ kind, lookingUntil, typingUntil }) => (kind === 'typing' ? [typingUntil, lookingUntil] : [lookingUntil]))
  if (ends.every((end) => end > now)) {
    return { held, endsAt: ends.length === 0 ? undefined : Math.min(...ends) }
  }
  const kept = [...held].map(
    ([ticketId, present]) => [ticketId, present.filter(({ lookingUntil }) => lookingUntil > now).map(stillTyping)] as const,
  )
  return presentBy(new Map(kept.filter(([, present]) => present.length > 0)), now)

  function stillTyping(each: Present): Present {
    return each.kind === 'typing' && each.typingUntil <= now ? { ...each, kind: 'looking' } : each
  }
}
