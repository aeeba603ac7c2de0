import { z } from 'zod'

/** One endpoint as both sides know it: the server serves exactly these, the web's client takes its types from them. */
export type RouteContract = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: `/api/v1/${string}`
  readonly schema: {
    readonly tags: readonly string[]
    readonly summary: string
    readonly params?: z.ZodType
    readonly querystring?: z.ZodType
    readonly headers?: z.ZodType
    readonly body?: z.ZodType
    readonly response: Readonly<Record<number, z.ZodType>>
  }
}

/** A refusal, RFC 9457. `code` is stable; `title` is for the person who sees it; `facts` are what a program may show beside it. */
export const Problem = z
  .object({
    type: z.string(),
    status: z.int(),
    code: z.string(),
    title: z.string(),
    facts: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

/** Every command that is not naturally repeatable carries one: the same key with the same body is done once. */
export const CommandHeaders = z.object({
  'idempotency-key': z.string().min(1).max(200),
})

export const Instant = z.iso.datetime({ offset: true })
export const Uuid = z.uuid()
export const Nothing = z.null().describe('Nothing')
