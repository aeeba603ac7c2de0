import type { Db, Tx } from '#storage/database.ts'
import type { PostKey } from '#storage/posts/post.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { EntryKey } from '#storage/private-replies.ts'
import type { ActId, ConversationId, MemberId, UserId, WorkspaceId } from '#domain/ids.ts'
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
  /** Something waits to be sent in this conversation: whoever takes the job, after a while where that is told, sends the oldest that is queued. */
  sendMessages(tx: Tx, job: ConversationJob, when?: { readonly afterMs: number }): Promise<void>
  /** Who the people of these conversations are is to be asked; `isLater`: behind all who write now. */
  fetchProfiles(tx: Tx, jobs: readonly ConversationJob[], how?: { readonly isLater: boolean }): Promise<void>
  /** What these posts say is to be asked. */
  fetchPosts(tx: Tx, jobs: readonly PostKey[]): Promise<void>
  /** Who waits for an answer in a channel without a ticket is to get one. */
  openTickets(tx: Tx, job: ChannelOfWorkspace): Promise<void>
  /** Nobody answered for these acts: whether they were done is to be looked at, in a while, or at once where somebody asked for it. */
  settleDoubts(tx: Tx, jobs: readonly ActJob[]): Promise<void>
  /** Whether this can be answered privately is to be asked. */
  askPrivateReply(tx: Tx, job: EntryKey): Promise<void>
  /** What a channel was told and the desk may not have heard is to be fetched. */
  repairChannel(tx: Tx, job: ChannelOfWorkspace): Promise<void>
  /** A channel is to go with all its data. */
  eraseChannel(tx: Tx, job: ChannelOfWorkspace): Promise<void>
  /** A page of what was said before a channel was connected is to be fetched, after a while where that is told. */
  importHistory(tx: Tx, job: ChannelOfWorkspace, when?: { readonly afterMs: number }): Promise<void>
  deliverMail(tx: Tx, job: MailJob): Promise<void>
}

export type ConversationJob = { readonly workspaceId: WorkspaceId; readonly conversationId: ConversationId }
export type ActJob = {
  readonly workspaceId: WorkspaceId
  readonly actId: ActId
  /** Somebody asked for this one look. */
  readonly isAsked?: true
  /** Of a private reply: its echo came, and told this. */
  readonly heard?: { readonly externalId: string; readonly personId: string }
}
export type MailJob = { readonly workspaceId: WorkspaceId; readonly mailId: string }

/** Who acts. Minted by the API from the session, never from a request's body. */
export type Actor = {
  readonly workspaceId: WorkspaceId
  readonly userId: UserId
  readonly memberId: MemberId
  readonly role: Role
}
