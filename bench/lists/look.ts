import type { MemberId, UserId, WorkspaceId } from '#domain/ids.ts'

/** One thing to look at: by the desk's own query, by its address, and the same rows by primary key as if they were known already. */
export type Look = {
  readonly name: string
  ask(): Promise<unknown>
  readonly path: string
  readonly known: { readonly table: 'tickets' | 'entries'; readonly ids: readonly string[] }
}

export type Seat = { readonly workspaceId: WorkspaceId; readonly memberId: MemberId; readonly userId: UserId; readonly now: Date }
