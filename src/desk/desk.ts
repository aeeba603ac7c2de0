import type { Db, Tx } from '#storage/database.ts'
import type { ThreadId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Role } from '#domain/members/permissions.ts'
import type { DeskClock } from './desk-clock.ts'

/** What every action needs: where to write, what time it is, and whom to ask for later work. */
export type Desk = DeskClock & {
  readonly db: Db
  /** A new UUIDv7: sorted by time, made by us. */
  newId<Id extends string>(): Id
  readonly jobs: JobsPort
}

/** Work to be done after the commit. Enqueued in the action's own transaction: both happen, or neither. */
export type JobsPort = {
  /** Something waits to be sent in this thread: whoever takes the job sends the oldest that is queued. */
  sendMessages(tx: Tx, job: ThreadJob): Promise<void>
  /** Who the people of these threads are is to be asked. */
  fetchProfiles(tx: Tx, jobs: readonly ThreadJob[]): Promise<void>
  deliverMail(tx: Tx, job: MailJob): Promise<void>
}

export type ThreadJob = { readonly workspaceId: WorkspaceId; readonly threadId: ThreadId }
export type MailJob = { readonly workspaceId: WorkspaceId; readonly mailId: string }

/** Who acts. Minted by the API from the session, never from a request's body. */
export type Actor = {
  readonly workspaceId: WorkspaceId
  readonly userId: UserId
  readonly role: Role
}
