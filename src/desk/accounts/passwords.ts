import { DeskError } from '#domain/errors.ts'
import type { Credential } from '#storage/accounts.ts'
import { isGuessable } from './guessable.ts'
import type { AccountsRoom } from './room.ts'

type Hasher = Pick<AccountsRoom, 'auth'>

/**
 * The hash of a new password. Hashing takes long on purpose: do it before the transaction. Refuses one that is easily guessed, in
 * words for its field.
 */
export async function hashPassword({ auth }: Hasher, password: string, field: 'password' | 'newPassword' = 'password'): Promise<string> {
  if (await isGuessable(password)) {
    throw new DeskError(
      'invalid',
      'This password is among the first that a stranger would try. A few words that do not belong together are better.',
      {
        detail: { field },
      },
    )
  }
  return (await auth.$context).password.hash(password)
}

/** Whether this is the password of that person. False for somebody who has none yet. */
export async function isPasswordOf({ auth }: Hasher, credential: Credential | undefined, password: string): Promise<boolean> {
  const hash = credential?.passwordHash
  return hash !== undefined && (await auth.$context).password.verify({ hash, password })
}
