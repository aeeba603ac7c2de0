import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Permission } from '#domain/members/permissions.ts'
import type { Accounts } from '#desk/accounts/accounts.ts'
import type { Actor, Desk } from '#desk/desk.ts'
import type { FacebookDoors } from '#facebook/doors.ts'
import type { EventTail } from '#realtime/event-tail.ts'
import type { Readiness } from '#storage/readiness.ts'
import type { Metrics } from './doors/metrics.ts'
import type { OwnHosts } from './server/own-hosts.ts'

/** What the routes stand on. */
export type ApiContext = {
  readonly desk: Desk
  readonly accounts: Accounts
  readonly facebook: FacebookDoors
  readonly tail: EventTail
  /** Whether this process can do its work, for `/readyz`. */
  readonly readiness: Readiness
  /** The address that people and Facebook reach the desk at, without a trailing slash. */
  readonly publicUrl: string
  /** The names that the desk answers to. */
  readonly ownHosts: OwnHosts
  /** The sandbox's page, while the desk runs on the sandbox. */
  readonly sandboxUrl: string | undefined
  readonly isSmtpConfigured: boolean
  readonly metrics: Metrics
  /** What Prometheus shows to read `/metrics` here; without it there is no such page. */
  readonly metricsToken: string | undefined
  /** Peers whose `X-Forwarded-*` headers are believed; nobody's by default. */
  readonly trustedProxies: readonly string[]
}

/** A Fastify app that infers handlers from the contract's schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in. Reading it on a public route throws `not-signed-in`. */
    readonly actor: Actor
    /** The session's id and the actor, for what must be bound to the session. */
    readonly sessionId: string
  }
  interface FastifyContextConfig {
    /** What the route needs. Without it any signed-in person may call. */
    permission?: Permission
    /** Needs nobody signed in. */
    isPublic?: boolean
  }
}
