import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Permission } from '#domain/members/permissions.ts'
import type { Actor } from '#desk/desk.ts'

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
