import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { OutgoingFile } from '#domain/files/outgoing-file.ts'
import type { Tx } from '../database.ts'

/** Facebook keeps them for 90 days (Messenger Platform docs, saving assets, 2026-06). One that is about to end there is brought again. */
const KEPT_FOR = sql`interval '85 days'`

type Which = ChannelOfWorkspace & { readonly files: readonly OutgoingFile[] }

/** The channel's names for these files, in their order; undefined for each that it has not got, or not for much longer. */
export async function namesOfBrought(tx: Tx, { files, ...channel }: Which, now: Date): Promise<(string | undefined)[]> {
  if (files.length === 0) {
    return []
  }
  const { rows } = await sql<{ place: number; called: string }>`
    select n.place, b.called from ${rowsOf(files)} join brought_files b on ${isOne(channel)}
     where b.brought_at > ${now}::timestamptz - ${KEPT_FOR}`.execute(tx)
  const called = new Map(rows.map((row) => [row.place, row.called]))
  return files.map((_file, place) => called.get(place))
}

/** The channel has got it. */
export async function saveBrought(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { file, called, at }: { readonly file: OutgoingFile; readonly called: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('brought_files')
    .values({
      workspace_id: workspaceId,
      channel_id: channelId,
      digest: file.digest,
      form: file.form,
      what: file.what,
      name: nameOf(file),
      called,
      brought_at: at,
    })
    .onConflict((oc) =>
      oc.columns(['workspace_id', 'channel_id', 'digest', 'form', 'what', 'name']).doUpdateSet({ called, brought_at: at }),
    )
    .execute()
}

/** The channel does not take these names any more. Answers whether one of them was brought before `at`. */
export async function forgetBrought(tx: Tx, { files, ...channel }: Which, at: Date): Promise<boolean> {
  if (files.length === 0) {
    return false
  }
  const { rows } = await sql<{ is_old: boolean }>`
    delete from brought_files b using ${rowsOf(files)} where ${isOne(channel)} returning b.brought_at < ${at} as is_old`.execute(tx)
  return rows.some((row) => row.is_old)
}

function rowsOf(files: readonly OutgoingFile[]) {
  const rows = files.map((file, place) => ({ place, digest: file.digest, form: file.form, what: file.what, name: nameOf(file) }))
  return sql`json_to_recordset(${JSON.stringify(rows)}) as n(place integer, digest text, form text, what text, name text)`
}

function isOne({ workspaceId, channelId }: ChannelOfWorkspace) {
  return sql`b.workspace_id = ${workspaceId} and b.channel_id = ${channelId} and b.digest = n.digest and b.form = n.form and b.what = n.what
    and b.name = n.name`
}

/** What is shown or played in its place has no name for whoever gets it: the same content is the same file. */
function nameOf({ what, name = '' }: OutgoingFile): string {
  return what === 'file' ? name : ''
}
