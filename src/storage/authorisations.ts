import type { ChannelId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

/** One walk through Facebook's dialog, by the person of the desk who began it. */
export type Authorisation = {
  readonly workspaceId: WorkspaceId
  readonly id: string
  readonly userId: UserId
  readonly redirectUri: string
  /** The channel that one went for, and comes back to. */
  readonly channelId: ChannelId | undefined
  readonly expiresAt: Date
  /** Present after a return with everything that is needed. */
  readonly grant: Grant | undefined
}

export type Grant = {
  readonly userTokenEncrypted: Uint8Array
  readonly userTokenExpiresAt: Date | undefined
  readonly personId: string
  readonly personName: string
  readonly scopes: readonly string[]
}

export type NewAuthorisation = {
  readonly workspaceId: WorkspaceId
  readonly id: string
  readonly stateHash: Uint8Array
  readonly userId: UserId
  readonly sessionId: string
  readonly redirectUri: string
  readonly channelId: ChannelId | undefined
  readonly createdAt: Date
  readonly expiresAt: Date
}

export async function insertAuthorisation(tx: Tx, authorisation: NewAuthorisation): Promise<void> {
  await tx
    .insertInto('facebook_authorisations')
    .values({
      workspace_id: authorisation.workspaceId,
      id: authorisation.id,
      state_hash: Buffer.from(authorisation.stateHash),
      user_id: authorisation.userId,
      session_id: authorisation.sessionId,
      redirect_uri: authorisation.redirectUri,
      channel_id: authorisation.channelId ?? null,
      created_at: authorisation.createdAt,
      expires_at: authorisation.expiresAt,
    })
    .execute()
}

export type StateQuestion = {
  readonly workspaceId: WorkspaceId
  readonly userId: UserId
  readonly sessionId: string
  readonly stateHash: Uint8Array
  readonly now: Date
}

/** Uses a state up: one caller gets its row, every other one and every other session gets nothing. */
export async function claimState(tx: Tx, question: StateQuestion): Promise<Authorisation | undefined> {
  const row = await tx
    .updateTable('facebook_authorisations')
    .set({ returned_at: question.now })
    .where('workspace_id', '=', question.workspaceId)
    .where('state_hash', '=', Buffer.from(question.stateHash))
    .where('user_id', '=', question.userId)
    .where('session_id', '=', question.sessionId)
    .where('expires_at', '>', question.now)
    .where('returned_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row && authorisationOf(row)
}

export async function saveGrant(
  tx: Tx,
  { workspaceId, id }: Pick<Authorisation, 'workspaceId' | 'id'>,
  { grant, expiresAt }: { readonly grant: Grant; readonly expiresAt: Date },
): Promise<void> {
  await tx
    .updateTable('facebook_authorisations')
    .set({
      user_token_encrypted: Buffer.from(grant.userTokenEncrypted),
      user_token_expires_at: grant.userTokenExpiresAt ?? null,
      person_id: grant.personId,
      person_name: grant.personName,
      granted_scopes: [...grant.scopes],
      expires_at: expiresAt,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** The authorisation as long as it lives: begun by this person and not expired. */
export async function livingAuthorisation(
  db: Db,
  { workspaceId, id, userId, now }: { readonly workspaceId: WorkspaceId; readonly id: string; readonly userId: UserId; readonly now: Date },
): Promise<Authorisation | undefined> {
  const row = await db
    .selectFrom('facebook_authorisations')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && authorisationOf(row)
}

export async function deleteAuthorisation(tx: Tx, { workspaceId, id }: Pick<Authorisation, 'workspaceId' | 'id'>): Promise<void> {
  await tx.deleteFrom('facebook_authorisations').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}

/** Forgets every walk that was not finished in time, with its key. Says how many. */
export async function deleteExpiredAuthorisations(db: Db, now: Date): Promise<number> {
  const result = await db.deleteFrom('facebook_authorisations').where('expires_at', '<=', now).executeTakeFirst()
  return Number(result.numDeletedRows)
}

type Row = {
  workspace_id: string
  id: string
  user_id: string
  redirect_uri: string
  channel_id: string | null
  expires_at: Date
  user_token_encrypted: Buffer | null
  user_token_expires_at: Date | null
  person_id: string | null
  person_name: string | null
  granted_scopes: string[]
}

function authorisationOf(row: Row): Authorisation {
  return {
    workspaceId: row.workspace_id as WorkspaceId,
    id: row.id,
    userId: row.user_id as UserId,
    redirectUri: row.redirect_uri,
    channelId: (row.channel_id as ChannelId | null) ?? undefined,
    expiresAt: row.expires_at,
    grant: grantOf(row),
  }
}

function grantOf(row: Row): Grant | undefined {
  if (row.user_token_encrypted === null || row.person_id === null) {
    return undefined
  }
  return {
    userTokenEncrypted: row.user_token_encrypted,
    userTokenExpiresAt: row.user_token_expires_at ?? undefined,
    personId: row.person_id,
    personName: row.person_name ?? '',
    scopes: row.granted_scopes,
  }
}
