import type { OpenChannel } from '#domain/channels/channel-port.ts'
import type { NextPlace, Place } from '#domain/channels/place.ts'

const PLACE: Place = { pace: 'free', hasLapsed: () => false, leave: () => Promise.resolve() }
const NEXT: NextPlace = { kind: 'soon', place: Promise.resolve(PLACE) }

/** Of a channel that takes as many acts as it is asked for. */
export const FREE_PACE: Pick<OpenChannel, 'placeNow' | 'nextPlace' | 'nextPlaceForFile'> = {
  placeNow: () => PLACE,
  nextPlace: () => NEXT,
  nextPlaceForFile: () => NEXT,
}
