import type { SessionRow } from '#storage/accounts.ts'
import type { Actor, Desk } from '../desk.ts'
import type { Auth } from './better-auth.ts'

export type SignedIn = {
  readonly actor: Actor
  readonly sessionId: string
  readonly session: Omit<SessionRow, 'id'>
}

/** The browser that calls: what a session remembers of it, and what attempts are counted by. */
export type Caller = { readonly address: string; readonly userAgent: string | undefined; readonly cookie: string | undefined }

/** Somebody signed in, with the Set-Cookie headers that keep it so. */
export type Entry = { readonly signedIn: SignedIn; readonly setCookies: readonly string[] }

/** What the actions of this folder stand on. */
export type AccountsRoom = {
  readonly desk: Desk
  readonly auth: Auth
  readonly publicUrl: string
  readonly secret: string
}
