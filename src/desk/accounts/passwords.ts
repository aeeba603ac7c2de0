import type { Credential } from '#storage/accounts.ts'
import type { AccountsRoom } from './room.ts'

type Hasher = Pick<AccountsRoom, 'auth'>

/** Hashing takes long on purpose: do it before the transaction. */
export async function hashPassword({ auth }: Hasher, password: string): Promise<string> {
  return (await auth.$context).password.hash(password)
}

/** Whether this is the password of that person. False for somebody who has none yet. */
export async function isPasswordOf({ auth }: Hasher, credential: Credential | undefined, password: string): Promise<boolean> {
  const hash = credential?.passwordHash
  return hash !== undefined && (await auth.$context).password.verify({ hash, password })
}
