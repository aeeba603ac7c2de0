import type { UserId } from '#domain/ids.ts'
import type { Auth } from './better-auth.ts'
import { normalEmail } from './normal-email.ts'
import { tidyName } from './tidy-name.ts'

export type NewPerson = {
  readonly name: string
  readonly email: string
  /** Undefined: they choose a password by a link. */
  readonly passwordHash: string | undefined
}

/**
 * A user, as better-auth's own sign-up makes one, but without a session and without its silent made-up
 * answer for an e-mail that exists: here the unique key refuses.
 */
export async function createPerson(auth: Auth, { name, email, passwordHash }: NewPerson): Promise<UserId> {
  const { internalAdapter } = await auth.$context
  const user = await internalAdapter.createUser(
    { name: tidyName(name, 'name'), email: normalEmail(email), emailVerified: false },
    { method: 'email-password' },
  )
  if (passwordHash !== undefined) {
    await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: passwordHash })
  }
  return user.id as UserId
}
