import { z } from 'zod'
import { RECORDED_ALLOWANCES } from '#domain/messaging-policy/reply-mode.ts'
import { AnyChannelId } from '../contract/ids.ts'
import { Instant, type RouteContract } from '../contract/route.ts'

const tags = ['channels']
const ChannelParams = z.object({ channelId: AnyChannelId })

export const PageAllowance = z
  .object({
    /** `human-agent`: answers typed by a person within 7 days; `news`: news outside of the 24 hours. */
    allowance: z.enum(RECORDED_ALLOWANCES),
    isAllowed: z.boolean(),
    /** Of news that are allowed: what the Page said that it sends, when it was registered in the News Page Index. */
    useScenario: z.string().nullable(),
    /** Null: nobody has recorded it yet. */
    changedAt: Instant.nullable(),
    changedBy: z.string().nullable(),
  })
  .meta({ id: 'PageAllowance' })
export type PageAllowance = z.infer<typeof PageAllowance>

export const listAllowances = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/allowances',
  schema: {
    tags,
    summary: 'What Facebook allows a Page beyond the 24 hours, as an administrator recorded it',
    params: ChannelParams,
    response: { 200: z.object({ allowances: z.array(PageAllowance) }) },
  },
} as const satisfies RouteContract

export const recordAllowance = {
  method: 'PUT',
  url: '/api/v1/channels/:channelId/allowances/:allowance',
  schema: {
    tags,
    summary: 'Record what Facebook allows a Page, or that it does not any more. News want the use scenario of the registration',
    params: ChannelParams.extend({ allowance: z.enum(RECORDED_ALLOWANCES) }),
    body: z.strictObject({ isAllowed: z.boolean(), useScenario: z.string().trim().min(1).max(500).optional() }),
    response: { 200: PageAllowance },
  },
} as const satisfies RouteContract
