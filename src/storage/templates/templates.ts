import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { TemplateId } from '#domain/ids.ts'
import type { MessageTemplate, TemplateStatus } from '#domain/templates/message-template.ts'
import type { Db, Tx } from '../database.ts'
import { storableJson, storableText } from '../storable.ts'

/** A template as the channel told it. */
export type ToldTemplate = Omit<MessageTemplate, 'id'>

type Row = {
  readonly id: TemplateId
  readonly externalId: string
  readonly name: string
  readonly language: string
  readonly status: TemplateStatus
  readonly rejection: string | null
  readonly content: Pick<MessageTemplate, 'header' | 'body' | 'buttons' | 'isFillable'>
}

const COLUMNS = sql`id, external_id as "externalId", name, language, status, rejection, content`

function templateOf({ content, rejection, ...row }: Row): MessageTemplate {
  const { header, body, buttons, isFillable } = content
  return { ...row, header, body, buttons, isFillable, rejection: rejection ?? undefined }
}

/** Those of a channel, by their names. */
export async function templatesOf(db: Db, { workspaceId, channelId }: ChannelOfWorkspace): Promise<MessageTemplate[]> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from message_templates where workspace_id = ${workspaceId} and channel_id = ${channelId} order by name, language, id`.execute(
    db,
  )
  return rows.map(templateOf)
}

/** One of a channel; undefined where the channel has no such template, or not any more. */
export async function templateOfChannel(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
  id: TemplateId,
): Promise<MessageTemplate | undefined> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from message_templates where workspace_id = ${workspaceId} and channel_id = ${channelId} and id = ${id}`.execute(db)
  return rows.map(templateOf)[0]
}

type Kept = { readonly templates: readonly (ToldTemplate & { readonly id: TemplateId })[]; readonly at: Date }

/** Keeps these as told now: a template that is known keeps its id. */
export async function keepTemplates(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, { templates, at }: Kept): Promise<void> {
  const rows = templates.map(({ id, externalId, name, language, status, rejection, header, body, buttons, isFillable }) => ({
    workspace_id: workspaceId,
    channel_id: channelId,
    id,
    external_id: storableText(externalId),
    name: storableText(name),
    language: storableText(language),
    status,
    rejection: rejection === undefined ? null : storableText(rejection),
    content: storableJson({ header, body, buttons, isFillable }),
    told_at: at,
  }))
  if (rows.length > 0) {
    await tx
      .insertInto('message_templates')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'channel_id', 'external_id']).doUpdateSet((now) => ({
          name: now.ref('excluded.name'),
          language: now.ref('excluded.language'),
          status: now.ref('excluded.status'),
          rejection: now.ref('excluded.rejection'),
          content: now.ref('excluded.content'),
          told_at: now.ref('excluded.told_at'),
        })),
      )
      .execute()
  }
}

/** The channel has no others any more. */
export async function forgetOtherTemplates(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  externalIds: readonly string[],
): Promise<void> {
  await sql`
    delete from message_templates
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and external_id <> all(${[...externalIds]}::text[])`.execute(tx)
}
