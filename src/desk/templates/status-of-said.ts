import type { WorkspaceId } from '#domain/ids.ts'
import type { TemplateStatus } from '#domain/templates/message-template.ts'
import type { KeptAct } from '#storage/acts.ts'
import type { Tx } from '#storage/database.ts'
import { templateOfChannel } from '#storage/templates/templates.ts'

type Said = { readonly workspaceId: WorkspaceId; readonly kept: Pick<KeptAct, 'act' | 'channelId'> }

/** What Facebook says now of the template that an act says; undefined where it says none. One that is gone is not to be sent any more. */
export async function statusOfSaid(tx: Tx, { workspaceId, kept: { act, channelId } }: Said): Promise<TemplateStatus | undefined> {
  if (act.kind !== 'say' || act.template === undefined) {
    return undefined
  }
  return (await templateOfChannel(tx, { workspaceId, channelId }, act.template.id))?.status ?? 'disabled'
}
