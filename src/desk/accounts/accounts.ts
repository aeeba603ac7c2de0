import type { Actor, Desk } from '../desk.ts'
import { createAuth } from './better-auth.ts'
import { acceptInvitation, lookUpInvitation, type Acceptance, type InvitationFacts } from './accept-invitation.ts'
import { changeOwnEmail, changeOwnName, changeOwnPassword, signOutEverywhere, type Owner } from './own-account.ts'
import { lookUpPasswordReset, requestPasswordReset, resetPassword } from './reset-password.ts'
import type { AccountsRoom, Caller, Entry, SignedIn } from './room.ts'
import { readSession, renewSession } from './read-session.ts'
import { readState, setUp, type DeskState, type FirstAdministrator, type SetUpCaller } from './set-up.ts'
import { setUpCodeOf } from './set-up-code.ts'
import { signIn, type Credentials } from './sign-in.ts'
import { signOut } from './sign-out.ts'

/** People at the door: set-up, sign-in, sign-out, invitations, and who stands behind a request. */
export type Accounts = {
  /** Whether the desk is set up, and the name of the workspace once it is. */
  state(): Promise<DeskState>
  /** What the desk prints at its start while nobody has set it up: whoever comes from another machine must know it. */
  readonly setUpCode: string
  /**
   * Makes the workspace and its first administrator, once. Throws `set-up-done` ever after, and `not-allowed` without the
   * code for whoever is not at the desk's own machine.
   */
  setUp(first: FirstAdministrator, caller: SetUpCaller): Promise<Entry>
  /** Throws `not-signed-in` for a wrong e-mail or password alike, `too-many-requests` beyond the door's patience. */
  signIn(credentials: Credentials, caller: Caller): Promise<Entry>
  /** Ends the session on the server. Gives the Set-Cookie headers that clear the browser. */
  signOut(actor: Actor, sessionId: string): Promise<readonly string[]>
  /** Who stands behind a Cookie header now: one query. A removed member or an ended session is nobody. */
  actorOf(headers: { readonly cookie?: string | undefined }): Promise<SignedIn | undefined>
  /** Set-Cookie headers that lengthen a session in use; none while it is young. */
  renew(signedIn: SignedIn, caller: Caller): Promise<readonly string[]>
  /** Throws `not-found` for a token that is unknown, used, withdrawn or expired. */
  lookUpInvitation(token: string, caller: Caller): Promise<InvitationFacts>
  acceptInvitation(acceptance: Acceptance, caller: Caller): Promise<Entry>
  /** Mails a link to whoever has this e-mail, and tells nobody whether there is such a person. */
  requestPasswordReset(email: string, by: ResetBy): Promise<void>
  /** Throws `not-found` for a token that is unknown, used, replaced or expired. */
  lookUpPasswordReset(token: string, caller: Caller): Promise<{ readonly name: string; readonly email: string }>
  /** Gives Set-Cookie headers by which the browser is known. All sessions of the person end. */
  resetPassword(reset: { readonly token: string; readonly password: string }, by: ResetBy): Promise<readonly string[]>
  changeOwnName(signedIn: SignedIn, name: string): Promise<string>
  /** Throws `not-allowed` when the current password is not right, `conflict` when another has the e-mail. */
  changeOwnEmail(owner: Owner, change: { readonly email: string; readonly currentPassword: string }): Promise<string>
  /** As above. Gives Set-Cookie headers by which this browser stays known. */
  changeOwnPassword(owner: Owner, change: { readonly newPassword: string; readonly currentPassword: string }): Promise<readonly string[]>
  /** Ends every session of this person. Gives the Set-Cookie headers that clear the browser. */
  signOutEverywhere(signedIn: SignedIn): Promise<readonly string[]>
}

type ResetBy = { readonly caller: Caller; readonly isSmtpConfigured: boolean }

export type AccountsOptions = {
  readonly desk: Desk
  /** The address people reach the desk at, without a trailing slash. https makes the cookie Secure. */
  readonly publicUrl: string
  /** At least 32 characters; signs the session's cookie. Another secret signs everybody out. */
  readonly secret: string
}

/** What the actions of this folder stand on, for whoever calls one outside a web process. */
export function openAccountsRoom({ desk, publicUrl, secret }: AccountsOptions): AccountsRoom {
  return { desk, auth: createAuth({ db: desk.db, newId: () => desk.newId(), publicUrl, secret }), publicUrl, secret }
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { desk, secret } = options
  const room = openAccountsRoom(options)
  return {
    state: () => readState(desk),
    setUpCode: setUpCodeOf(secret),
    setUp: (first, caller) => setUp(room, first, caller),
    signIn: (credentials, caller) => signIn(room, credentials, caller),
    signOut: (actor, sessionId) => signOut(room, actor, sessionId),
    actorOf: (headers) => readSession(room, headers.cookie),
    renew: (signedIn, caller) => renewSession(room, signedIn, caller),
    lookUpInvitation: (token, caller) => lookUpInvitation(room, token, caller),
    acceptInvitation: (acceptance, caller) => acceptInvitation(room, acceptance, caller),
    requestPasswordReset: (email, by) => requestPasswordReset(room, email, by),
    lookUpPasswordReset: (token, caller) => lookUpPasswordReset(room, token, caller),
    resetPassword: (reset, by) => resetPassword(room, reset, by),
    changeOwnName: (signedIn, name) => changeOwnName(room, signedIn, name),
    changeOwnEmail: (owner, change) => changeOwnEmail(room, owner, change),
    changeOwnPassword: (owner, change) => changeOwnPassword(room, owner, change),
    signOutEverywhere: (signedIn) => signOutEverywhere(room, signedIn),
  }
}
