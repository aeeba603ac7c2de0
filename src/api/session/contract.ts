import { z } from 'zod'
import { ROLES } from '#domain/members/permissions.ts'
import { Clock } from '../contract/clock.ts'
import { Nothing, type RouteContract, Uuid } from '../contract/route.ts'
import { Email, Name, Password, TypedPassword } from '../contract/typed.ts'

const tags = ['session']

export const Role = z.enum(ROLES).meta({ id: 'Role' })
export type Role = z.infer<typeof Role>

export const Session = z
  .object({
    user: z.object({ id: Uuid, name: z.string(), email: z.string() }),
    workspace: z.object({ id: Uuid, name: z.string() }),
    memberId: Uuid,
    role: Role,
    permissions: z.array(z.string()),
    /** Your own choice: Enter alone sends what you write (`PUT /api/v1/account/enter-sends`). */
    enterSends: z.boolean(),
    clock: Clock,
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

/** What anybody may know before signing in. */
export const DeskState = z
  .object({
    isSetUp: z.boolean(),
    /** Whether the set-up from this browser needs the code that the desk printed when it started. */
    needsSetUpCode: z.boolean(),
    /** Null until the desk is set up. */
    workspaceName: z.string().nullable(),
    /** Without a mail server, mails are kept in the desk and somebody has to hand their links on. */
    sendsMail: z.boolean(),
    /** Where the sandbox's page is, while the desk runs on the sandbox instead of Facebook. */
    sandboxUrl: z.string().nullable(),
  })
  .meta({ id: 'DeskState' })

export const getDesk = {
  method: 'GET',
  url: '/api/v1/desk',
  schema: { tags, summary: 'Whether the desk is set up, and whether it runs on the sandbox', response: { 200: DeskState } },
} as const satisfies RouteContract

export const setUpDesk = {
  method: 'POST',
  url: '/api/v1/set-up',
  schema: {
    tags,
    summary: 'Make the workspace and its first administrator; closed for ever after',
    body: z.strictObject({
      workspaceName: Name,
      name: Name,
      email: Email,
      password: Password,
      /** From another machine only. */
      setUpCode: z.string().min(1).max(200).optional(),
    }),
    response: { 201: Session },
  },
} as const satisfies RouteContract

export const getSession = {
  method: 'GET',
  url: '/api/v1/session',
  schema: { tags, summary: 'Who is signed in', response: { 200: Session } },
} as const satisfies RouteContract

export const signIn = {
  method: 'POST',
  url: '/api/v1/session',
  schema: {
    tags,
    summary: 'Sign in',
    body: z.strictObject({
      email: z.string().min(1).max(320),
      password: TypedPassword,
      /** False: the session ends with the browser, and after a day at the latest. Without it: a week, renewed while in use. */
      staysSignedIn: z.boolean().optional(),
    }),
    response: { 201: Session },
  },
} as const satisfies RouteContract

export const signOut = {
  method: 'DELETE',
  url: '/api/v1/session',
  schema: { tags, summary: 'Sign out', response: { 204: Nothing } },
} as const satisfies RouteContract
