import { betterAuth } from 'better-auth'
import { organization } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { may, type Permission, type Role } from '#domain/members/permissions.ts'
import { findFirstMembership } from '#storage/accounts.ts'
import type { Db } from '#storage/database.ts'

export type AuthOptions = {
  readonly db: Db
  readonly newId: () => string
  readonly publicUrl: string
  /** At least 32 random bytes: signs the session's cookie. */
  readonly secret: string
}

export const COOKIE_PREFIX = 'pagedesk'
/** Where the address of the caller stands for better-auth. Set by us; a header of the request never gets there. */
export const CALLER_ADDRESS_HEADER = 'pagedesk-caller-address'
export const SESSION_LIVES_SECONDS = 7 * 24 * 60 * 60
export const SESSION_RENEWED_AFTER_SECONDS = 24 * 60 * 60

const DAY_FIELDS = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

const accessControl = createAccessControl({ ticket: ['read', 'comment', 'work', 'reply'], workspace: ['manage'] })

/**
 * better-auth on our tables. Its HTTP handler is never mounted: the desk calls its functions, so that every door is one of
 * the contract. Built on a transaction instead of the database, it becomes a part of that transaction.
 */
export function createAuth(options: AuthOptions) {
  const { db, newId, publicUrl, secret } = options
  return betterAuth({
    appName: 'Pagedesk',
    baseURL: publicUrl,
    secret,
    database: { db, type: 'postgres', transaction: !db.isTransaction },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Only the handler would use it; desk/accounts/attempts.ts limits every door of ours.
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, minPasswordLength: 12, maxPasswordLength: 200 },
    user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...DAY_FIELDS } },
    session: {
      modelName: 'sessions',
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...DAY_FIELDS },
      expiresIn: SESSION_LIVES_SECONDS,
      updateAge: SESSION_RENEWED_AFTER_SECONDS,
      // A removed colleague stops at once: nothing about a session is believed from a cookie.
      cookieCache: { enabled: false },
    },
    account: { modelName: 'accounts', fields: ACCOUNT_FIELDS },
    verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...DAY_FIELDS } },
    advanced: {
      // Its look at the catalogue before the first call cannot run inside a transaction; our migrations and tests hold the schema.
      database: { generateId: newId, validateSchema: false },
      cookiePrefix: COOKIE_PREFIX,
      // The name stays the same on http and https; the attribute does the work.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:'), path: '/' },
      ipAddress: { ipAddressHeaders: [CALLER_ADDRESS_HEADER] },
    },
    databaseHooks: { session: { create: { before: (session) => enterWorkspace(db, session) } } },
    plugins: [organizations()],
  })
}

export type Auth = ReturnType<typeof createAuth>

const ACCOUNT_FIELDS = {
  userId: 'user_id',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  ...DAY_FIELDS,
} as const

function organizations() {
  return organization({
    ac: accessControl,
    roles: { administrator: roleOf('administrator'), agent: roleOf('agent'), employee: roleOf('employee') },
    creatorRole: 'administrator',
    allowUserToCreateOrganization: false,
    membershipLimit: 100_000,
    schema: {
      organization: { modelName: 'workspaces', fields: { createdAt: 'created_at' } },
      member: { modelName: 'members', fields: { organizationId: 'workspace_id', userId: 'user_id', createdAt: 'created_at' } },
      invitation: {
        modelName: 'invitations',
        fields: { organizationId: 'workspace_id', inviterId: 'inviter_id', expiresAt: 'expires_at', createdAt: 'created_at' },
      },
      session: { fields: { activeOrganizationId: 'active_workspace_id' } },
    },
  })
}

function roleOf(role: Role) {
  const granted = <Act extends string>(noun: string, acts: readonly Act[]): Act[] =>
    acts.filter((act) => may(role, `${noun}.${act}` as Permission))
  return accessControl.newRole({
    ticket: granted('ticket', ['read', 'comment', 'work', 'reply'] as const),
    workspace: granted('workspace', ['manage'] as const),
  })
}

/** A session belongs to a workspace; a person who is a member of none gets no session. */
async function enterWorkspace<Session extends { userId: string }>(db: Db, session: Session) {
  const membership = await findFirstMembership(db, session.userId)
  return membership ? { data: { ...session, activeOrganizationId: membership.workspaceId } } : false
}
