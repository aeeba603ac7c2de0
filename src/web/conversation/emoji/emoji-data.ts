import type { EmojiData } from 'frimousse'
import dataUrl from 'emojibase-data/en/data.json?url'
import messagesUrl from 'emojibase-data/en/messages.json?url'

/** Of whoever has an older phone the customer's Messenger draws a box in place of a newer one. Which version is drawn everywhere is unproven; this one is of September 2022. */
const NEWEST_VERSION = 15

/** Emojibase's groups; `component`s are parts of others. */
type Told = {
  readonly emoji: string
  readonly label: string
  readonly group?: number
  readonly version: number
  readonly tags?: readonly string[]
  readonly skins?: readonly { readonly emoji: string; readonly tone: number | readonly number[] }[]
}
type Messages = { readonly groups: readonly { readonly key: string; readonly message: string; readonly order: number }[] }

const TONES = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const

/** What the picker offers, fetched from the desk itself when it is opened for the first time. */
export async function loadEmoji(locale: string, { signal }: { readonly signal?: AbortSignal }): Promise<EmojiData> {
  const [all, { groups }] = (await Promise.all([fetchJson(dataUrl, signal), fetchJson(messagesUrl, signal)])) as [Told[], Messages]
  const shown = groups.filter(({ key }) => key !== 'component')
  const orders = new Set(shown.map(({ order }) => order))
  return {
    locale,
    categories: shown.map(({ order, message }) => ({ index: order, label: capitalised(message) })),
    emojis: all.flatMap(({ emoji, label, group, version, tags = [], skins = [] }) =>
      group === undefined || !orders.has(group) || version > NEWEST_VERSION
        ? []
        : [{ emoji, label, category: group, version, tags: [...tags], ...(skins.length === 0 ? {} : { skins: skinsOf(skins) }) }],
    ),
    skinTones: { light: 'Light', 'medium-light': 'Medium light', medium: 'Medium', 'medium-dark': 'Medium dark', dark: 'Dark' },
  }
}

async function fetchJson(url: string, signal: AbortSignal | undefined): Promise<unknown> {
  const response = await fetch(url, signal ? { signal } : {})
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`)
  }
  return await response.json()
}

/** Where two people are drawn, those of one tone. */
function skinsOf(skins: NonNullable<Told['skins']>): Record<(typeof TONES)[number], string> {
  const inTone = (tone: number) => skins.find((skin) => skin.tone === tone)?.emoji ?? ''
  return { light: inTone(1), 'medium-light': inTone(2), medium: inTone(3), 'medium-dark': inTone(4), dark: inTone(5) }
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
