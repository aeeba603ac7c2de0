import type { Subject } from '#domain/conversations/subject.ts'
import type { ChannelName, Fact } from '#domain/facts/fact.ts'
import { timeOf, own } from '../json/value.ts'
import { READER_VERSION } from './version.ts'

/** What surrounds a list of items: whose Page, and when it was sent. */
export type Envelope = { readonly pageId: string | undefined; readonly time: Date | undefined }

export const NO_ENVELOPE: Envelope = { pageId: undefined, time: undefined }

/** Where an item stood. Whatever stands in no list is a part of the envelope, or of the body around all envelopes. */
export type Place = 'messaging' | 'standby' | 'changes' | 'envelope' | 'body'

export function channelOf({ pageId }: Envelope): ChannelName | undefined {
  return pageId === undefined ? undefined : { kind: 'facebook', externalId: pageId }
}

export function pieceOf(place: Place, item: unknown): Fact['piece'] {
  return { place, item, reader: READER_VERSION }
}

type Kept = {
  readonly place: Place
  readonly item: unknown
  readonly envelope: Envelope
  readonly label: string
  readonly subject?: Subject | undefined
  readonly about?: string | undefined
  /** Its own time, where it is not `timestamp`. */
  readonly at?: Date | undefined
}

/** The one maker of what nobody understands yet: it is kept as it came, and people see its label. */
export function notUnderstood({ place, item, envelope, label, subject, about, at }: Kept): Fact {
  return {
    act: 'not-understood',
    channel: channelOf(envelope),
    time: { own: at ?? timeOf(own(item, 'timestamp')), envelope: envelope.time },
    piece: pieceOf(place, item),
    label: label.slice(0, 200),
    subject,
    about,
  }
}
