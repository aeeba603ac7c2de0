import { DeskError } from '#domain/errors.ts'
import type { ChannelId, TemplateId } from '#domain/ids.ts'
import { channelKind } from '#storage/channels.ts'
import { appendEvents } from '#storage/events.ts'
import { forgetOtherTemplates, keepTemplates, templatesOf, type ToldTemplate } from '#storage/templates/templates.ts'
import type { Actor, Desk } from '../desk.ts'
import { transact } from '../transact.ts'

type Told = {
  readonly channelId: ChannelId
  readonly templates: readonly ToldTemplate[]
  /** They are all that the Page has. */
  readonly isAll: boolean
}

/** What Facebook told of a Page's templates is kept, and whoever shows them, or writes there, hears of it. Throws `not-found`. */
export async function hearTemplates(desk: Desk, actor: Actor, { channelId, templates, isAll }: Told): Promise<void> {
  const { workspaceId, userId } = actor
  const scope = { workspaceId, channelId }
  await transact(desk, async (tx) => {
    if ((await channelKind(tx, scope)) !== 'facebook') {
      throw new DeskError('not-found', 'There is no such Page.')
    }
    const known = new Map((await templatesOf(tx, scope)).map(({ externalId, id }) => [externalId, id]))
    const named = templates.map((told) => ({ ...told, id: known.get(told.externalId) ?? desk.newId<TemplateId>() }))
    await keepTemplates(tx, scope, { templates: named, at: desk.now() })
    if (isAll) {
      await forgetOtherTemplates(
        tx,
        scope,
        templates.map(({ externalId }) => externalId),
      )
    }
    await appendEvents(tx, workspaceId, [{ type: 'channel.changed', actorId: userId, payload: { channelId } }])
  })
}
