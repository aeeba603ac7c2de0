import type { Act } from '#domain/acts/act.ts'
import type { NextPlace, Place } from '#domain/channels/place.ts'
import { REACH, type Subject } from '#domain/conversations/subject.ts'
import type { GraphId } from '../graph/graph-id.ts'
import type { Graph } from '../graph/graph.ts'
import { paceName, type PacedKind } from '../graph/page-limits.ts'

type Way = { readonly graph: Pick<Graph, 'pace'>; readonly pageId: GraphId | undefined }
export type Wish = { readonly act: Act; readonly subject: Subject }

/** A place for the call that carries this act: the one that is held, where it is of the same pace and still there. */
export function placeNow({ graph, pageId }: Way, wish: Wish, held: Place | undefined): Place | undefined {
  const kind = paceOf(wish)
  if (!pageId || !kind) {
    return UNPACED
  }
  return held?.pace === paceName(pageId, kind) && !held.hasLapsed() ? held : graph.pace.placeNow(pageId, kind)
}

export function nextPlace({ graph, pageId }: Way, wish: Wish): NextPlace {
  const kind = paceOf(wish)
  return pageId && kind ? graph.pace.nextPlace(pageId, kind) : ANY_TIME
}

export function nextPlaceForFile({ graph, pageId }: Way): NextPlace {
  return pageId ? graph.pace.nextPlace(pageId, 'media') : ANY_TIME
}

/** Facebook tells of no limit in a second for what is done in public. */
const UNPACED: Place = { pace: 'none', hasLapsed: () => false, leave: () => Promise.resolve() }
const ANY_TIME: NextPlace = { kind: 'soon', place: Promise.resolve(UNPACED) }

/** Towards which of a Page's limits it counts: a message with files towards that of media, whatever names them. */
function paceOf({ act, subject }: Wish): PacedKind | undefined {
  if (act.kind === 'say-privately') {
    return 'text'
  }
  if (REACH[subject.kind].isPublic) {
    return undefined
  }
  return act.kind === 'say' && act.files?.length ? 'media' : 'text'
}
