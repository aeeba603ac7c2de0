import { setTimeout as wait } from 'node:timers/promises'
import { DeskError } from '#domain/errors.ts'
import type { Tx } from '#storage/database.ts'
import {
  findPasswordReset,
  findResettable,
  putPasswordReset,
  type ResetRow,
  type Resettable,
  takePasswordReset,
} from '#storage/password-resets.ts'
import { machineTime } from '../desk-clock.ts'
import { passwordChangedMail, passwordResetMail } from '../mails/account-mails.ts'
import { writeMail } from '../mails/write-mail.ts'
import { transact } from '../transact.ts'
import { attempt, countKnock, PASSWORD_RESET, RESET_REQUEST } from './attempts.ts'
import { knownBrowserCookie } from './known-browser.ts'
import { hashLinkToken, newLinkToken } from './link-token.ts'
import { normalEmail } from './normal-email.ts'
import { hashPassword } from './passwords.ts'
import type { AccountsRoom, Caller } from './room.ts'
import { setPassword } from './set-password.ts'

const VALID_MS = 60 * 60 * 1000
/** Longer than writing the mail takes: nobody learns by the clock whether there is such a colleague. */
const ANSWERS_AFTER_MS = 400

/** Writes a mail with a link to whoever has this e-mail; to everybody else nothing happens, and it looks and lasts the same. */
export async function requestPasswordReset(
  room: AccountsRoom,
  typed: string,
  { caller, isSmtpConfigured }: { readonly caller: Caller; readonly isSmtpConfigured: boolean },
): Promise<void> {
  const email = normalEmail(typed)
  await countKnock(room.desk, RESET_REQUEST, { address: caller.address, email })
  await Promise.all([writeResetMail(room, email, isSmtpConfigured), wait(ANSWERS_AFTER_MS)])
}

async function writeResetMail({ desk, publicUrl }: AccountsRoom, email: string, isSmtpConfigured: boolean): Promise<void> {
  await transact(desk, async (tx) => {
    const person = await findResettable(tx, email, machineTime(desk))
    if (person) {
      const { link, expiresAt } = await newResetLink(tx, { desk, publicUrl }, person)
      const letter = passwordResetMail({ workspaceName: person.workspaceName, expiresAt })
      await writeMail(tx, desk, { workspaceId: person.workspaceId, recipient: person.email, ...letter, link, isSmtpConfigured })
    }
  })
}

/** A link to choose a new password by. The one before, if any, is dead. */
export async function newResetLink(
  tx: Tx,
  { desk, publicUrl }: Pick<AccountsRoom, 'desk' | 'publicUrl'>,
  { userId }: Pick<Resettable, 'userId'>,
): Promise<{ readonly link: string; readonly expiresAt: Date }> {
  const token = newLinkToken()
  const createdAt = machineTime(desk)
  const expiresAt = new Date(createdAt.getTime() + VALID_MS)
  await putPasswordReset(tx, { userId, tokenHash: hashLinkToken(token), expiresAt, createdAt })
  return { link: `${publicUrl}/new-password/${token}`, expiresAt }
}

/** Whose password a link changes. Throws `not-found` for one that is used, replaced, expired or made up. */
export function lookUpPasswordReset({ desk }: AccountsRoom, token: string, caller: Caller): Promise<Pick<ResetRow, 'name' | 'email'>> {
  return attempt(desk, PASSWORD_RESET, {
    knock: { address: caller.address },
    act: async () => found(await findPasswordReset(desk.db, hashLinkToken(token), machineTime(desk))),
  })
}

/**
 * Changes the password and ends every session of the person, streams included. Gives the Set-Cookie headers by which the
 * browser is known: whoever reads the mail is no stranger.
 */
export function resetPassword(
  room: AccountsRoom,
  { token, password }: { readonly token: string; readonly password: string },
  { caller, isSmtpConfigured }: { readonly caller: Caller; readonly isSmtpConfigured: boolean },
): Promise<readonly string[]> {
  const { desk } = room
  return attempt(desk, PASSWORD_RESET, {
    knock: { address: caller.address },
    act: async () => {
      found(await findPasswordReset(desk.db, hashLinkToken(token), machineTime(desk)))
      const passwordHash = await hashPassword(room, password)
      const userId = await transact(desk, async (tx) => {
        const person = found(await takePasswordReset(tx, hashLinkToken(token), machineTime(desk)))
        const { workspaceId, workspaceName } = found(await findResettable(tx, person.email, machineTime(desk)))
        await setPassword(tx, room, { userId: person.userId, workspaceId, passwordHash })
        const letter = passwordChangedMail({ workspaceName, at: desk.now() })
        await writeMail(tx, desk, { workspaceId, recipient: person.email, ...letter, isSmtpConfigured })
        return person.userId
      })
      return [knownBrowserCookie(room, userId)]
    },
  })
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) {
    throw new DeskError('not-found', 'This link is used, expired, or replaced by a newer one. Ask for a new password again.')
  }
  return row
}
