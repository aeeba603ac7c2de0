import type { Content } from '#domain/entries/content.ts'
import type { Part } from '#domain/entries/part.ts'
import type { ChannelName, Fact, Piece } from '#domain/facts/fact.ts'
import { isObject } from '../json/value.ts'
import { readBody } from './read.ts'

type Kept = { readonly channel: ChannelName; readonly at: Date }

/** A piece that an older reader kept, with what surrounded it as far as that is known. */
type KeptPiece = Kept & Pick<Piece, 'place' | 'item'>

/** What this reader makes of it. It is put back where it stood, so that the same rules read it. */
export function readAgain({ place, item, channel, at }: KeptPiece): Fact[] {
  const around = { id: channel.externalId, time: at.getTime() }
  switch (place) {
    case 'body':
      return readBody(item)
    case 'envelope':
      return readBody({ object: 'page', entry: [{ ...around, ...(isObject(item) ? item : {}) }] })
    default:
      return readBody({ object: 'page', entry: [{ ...around, [place]: [item] }] })
  }
}

/** A private message of which an older reader did not understand a part. */
type KeptMessage = Kept & {
  readonly externalId: string
  readonly personId: string
  readonly isFromPage: boolean
  readonly appId: string | null
  readonly text: string
  /** What the older reader understood beside the words. */
  readonly parts: readonly Part[]
  readonly repliesTo: string | null
  readonly asides: unknown
  readonly unread: { readonly label: string; readonly raw: unknown }
}

/** What this reader makes of the whole message: what was understood before stays. It keeps its name, also where that was made of its bytes. */
export function readMessageAgain(message: KeptMessage): Fact[] {
  const { channel, personId, externalId, isFromPage, at } = message
  const [page, person] = [{ id: channel.externalId }, { id: personId }]
  const parties = isFromPage ? { sender: page, recipient: person } : { sender: person, recipient: page }
  const item = { ...parties, timestamp: at.getTime(), ...saidIn(message) }
  return readAgain({ place: 'messaging', item, channel, at }).map((fact) =>
    'thing' in fact ? { ...fact, externalId, ...(fact.act === 'added' ? { content: wholeOf(message, fact.content) } : {}) } : fact,
  )
}

function wholeOf({ parts, repliesTo, asides }: KeptMessage, read: Content): Content {
  return {
    ...read,
    parts: [...parts, ...read.parts],
    repliesTo: read.repliesTo ?? repliesTo ?? undefined,
    asides: isObject(asides) && isObject(read.asides) ? { ...asides, ...read.asides } : (read.asides ?? asides ?? undefined),
  }
}

function saidIn({ externalId: mid, isFromPage, appId, text, unread: { label, raw } }: KeptMessage) {
  const parts = { ...(isObject(raw) ? raw : {}), mid }
  if (label === 'postback') {
    return { postback: { ...parts, ...(text === '' ? {} : { title: text }) } }
  }
  const echo = isFromPage ? { is_echo: true, ...(appId === null ? {} : { app_id: appId }) } : {}
  return { message: { ...parts, ...(text === '' ? {} : { text }), ...echo } }
}
