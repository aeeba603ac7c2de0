import { sql, type RawBuilder } from 'kysely'
import type { Act } from '#domain/acts/act.ts'
import { nameOfAct } from '#domain/acts/act-name.ts'
import type { SendFailure } from '#domain/acts/outcome.ts'
import type { ActResult } from '#domain/acts/result.ts'
import type { ActId, MessageId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '../database.ts'
import { writerOf } from '../clients/writer.ts'
import { prepared } from '../prepared.ts'
import { storableJson, storableText } from '../storable.ts'

export type Asked = {
  readonly workspaceId: WorkspaceId
  /** The row's own. The first time that an act is asked for it is the act's. */
  readonly id: ActId
  readonly actId: ActId
  /** What it says, or is done to. */
  readonly entryId: MessageId
  readonly act: Act
  readonly by: UserId
  readonly at: Date
}

/** What an answer is said to, as it is told by what its conversation is about. */
const ANSWERED = sql`t.channel_id = e.channel_id and (t.thing, t.external_id) = (
  case co.subject_kind when 'comments' then 'comment' when 'post' then 'post' when 'mention' then 'mention' when 'review' then 'review' end,
  coalesce(co.subject ->> 'rootId', co.subject ->> 'entryId', co.subject ->> 'storyId', co.subject ->> 'postId'))`

/** Writes down that somebody asked for this, with the words that it is about as they stand now. What is said in private is in no log. */
export async function logAsked(tx: Tx, { workspaceId, id, actId, entryId, act, by, at }: Asked): Promise<void> {
  const isMeant: RawBuilder<unknown> = act.kind === 'say' ? ANSWERED : sql`t.id = e.id`
  await sql`${prepared}
    insert into moderation_log (workspace_id, id, act_id, asked_at, by, by_name, by_email, act, channel_id, channel_name, page_id,
                                thing, called_as, post_id, author_kind, author_name, words, beside, new_words, new_beside, result_at)
    select e.workspace_id, ${id}, ${actId}, ${at}, ${by}, u.name, u.email, ${nameOfAct(act)}, c.id, c.name, c.external_id,
           t.thing, coalesce(t.called_as, t.external_id), co.subject ->> 'postId', t.author_kind,
           case t.author_kind when 'client' then ${writerOf('t')} ->> 'name' when 'member' then (select w.name from users w where w.id = t.author_id)
                              when 'elsewhere' then coalesce(t.app_name, c.name) end,
           coalesce(t.edited_text, t.text),
           (select jsonb_agg(coalesce(part ->> 'what', part ->> 'kind')) from jsonb_array_elements(coalesce(t.parts_now -> 'value', t.content -> 'parts')) part),
           ${'text' in act ? storableText(act.text) : null}, ${besideOf(act)}::jsonb, ${at}
      from entries e
      join conversations co on co.workspace_id = e.workspace_id and co.id = e.conversation_id
      join channels c on c.workspace_id = e.workspace_id and c.id = e.channel_id
      left join users u on u.id = ${by}
      left join entries t on t.workspace_id = e.workspace_id and ${isMeant}
     where e.workspace_id = ${workspaceId} and e.id = ${entryId} and e.thing <> 'message'`.execute(tx)
}

/** What we say beside the words. */
function besideOf(act: Act): string | null {
  const files = act.kind === 'say' ? (act.files ?? []) : []
  return files.length === 0 ? null : JSON.stringify(files.map(({ what }) => what))
}

export type Answered = { readonly actId: ActId; readonly at: Date; readonly result: ActResult; readonly failure?: SendFailure | undefined }

/** Writes down what the channel said of acts, in the newest rows of each. What it says twice running is kept once, and of what was done nothing more. */
export async function logAnswers(tx: Tx, workspaceId: WorkspaceId, answers: readonly Answered[]): Promise<void> {
  if (answers.length === 0) {
    return
  }
  const rows = answers.map(({ actId, at, result, failure }) => ({ act_id: actId, at, result, answer: { at, result, failure } }))
  await sql`${prepared}
    update moderation_log l
       set result = n.result, result_at = case when l.result = n.result then l.result_at else n.at end,
           answers = case when (l.answers -> -1) - 'at' = n.answer - 'at' then l.answers else l.answers || n.answer end
      from json_to_recordset(${storableJson(rows)}) as n(act_id uuid, at timestamptz, result text, answer jsonb)
     where l.workspace_id = ${workspaceId} and l.result <> 'done'
       and l.id = (select newest.id from moderation_log newest where newest.workspace_id = ${workspaceId} and newest.act_id = n.act_id
                    order by newest.asked_at desc, newest.id desc limit 1)`.execute(tx)
}
