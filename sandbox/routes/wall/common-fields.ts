import type { Activity } from '../../world/wall/wall.ts'
import { appScopedId } from '../../world/login/grants.ts'
import type { GraphCall } from '../graph/call.ts'
import type { FieldWish } from '../graph/fields.ts'
import { expanded } from '../graph/list.ts'
import { listParam } from '../graph/params.ts'

/** Names of people are told to the Page only. */
export function isPageItself(call: GraphCall): boolean {
  return call.access().kind === 'page'
}

/** The app that wrote it; undefined for what was written on Facebook. */
export function appOf({ world }: GraphCall, { appId }: Activity): unknown {
  const app = world.state.apps.get(appId ?? '')
  return app && { category: app.category, link: app.link, name: app.name, id: app.id }
}

/** Who wrote in the Page's name; only for a Page with several people (Graph reference, Page Post). */
export function adminOf(call: GraphCall, { adminId, pageId }: Activity): unknown {
  const person = call.world.state.people.get(adminId ?? '')
  const isAlone = (call.world.state.pages.get(pageId)?.roles.size ?? 0) < 2
  const access = call.access()
  return person && !isAlone && access.kind === 'page'
    ? { id: appScopedId(call.world, access.app.id, person.id), name: person.name }
    : undefined
}

export function tagsShown({ tags }: Activity): unknown {
  return tags.length > 0 ? tags : undefined
}

/** `summary=total_count` tells that alone, `summary=true` everything. */
export function asked(call: GraphCall, summary: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = listParam(call.params, 'summary')?.filter((name) => name in summary) ?? []
  return names.length > 0 ? Object.fromEntries(names.map((name) => [name, summary[name]])) : summary
}

/** What has no id of its own: the projection always adds one. */
export function withoutId({ id: _id, ...rest }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return rest
}

export type EdgeList = (call: GraphCall, id: string) => { readonly data: readonly unknown[] }

/** An edge as a field: left out when there is nothing in it and no summary was asked for, as Graph does. */
export function edgeField(call: GraphCall, wish: FieldWish, of: { readonly id: string; readonly edge: string; readonly list: EdgeList }) {
  const answer = of.list(expanded(call, wish, [of.id, of.edge]), of.id)
  return answer.data.length === 0 && !('summary' in answer) ? undefined : answer
}
