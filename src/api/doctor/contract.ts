import { z } from 'zod'
import { DOCTOR_STEPS, FINDINGS, VERDICTS } from '#domain/channels/doctor.ts'
import { KEY_CAUSES } from '#domain/channels/key-cause.ts'
import { AnyChannelId } from '../contract/ids.ts'
import { Instant, type RouteContract } from '../contract/route.ts'

const tags = ['channels']
const ChannelParams = z.object({ channelId: AnyChannelId })

export const Diagnosis = z
  .object({
    step: z.enum(DOCTOR_STEPS),
    /** `skipped`: nothing can be said before a step in front of it works. */
    verdict: z.enum(VERDICTS),
    finding: z.enum(FINDINGS),
    /** Facebook's numbers, or the HTTP status of whoever answers at the public address. */
    code: z.int().optional(),
    subcode: z.int().optional(),
    /** Events or permissions, as Facebook calls them. */
    names: z.array(z.string()).optional(),
    /** Where Facebook sends instead. */
    url: z.string().optional(),
    /** What kept an answer away: the code of a failure. */
    why: z.string().optional(),
    cause: z.enum(KEY_CAUSES).optional(),
    /** Until when a certificate or a key is valid; when something last came, or was sent. */
    at: Instant.optional(),
    /** Conversations, or hours. */
    count: z.int().optional(),
    /** By which the clock of this machine is ahead. */
    seconds: z.number().optional(),
  })
  .meta({ id: 'Diagnosis' })
export type Diagnosis = z.infer<typeof Diagnosis>

export const DoctorReport = z
  .object({
    /** Null before the first check. */
    checkedAt: Instant.nullable(),
    /** In the order in which a message travels. */
    steps: z.array(Diagnosis),
    /** Where Facebook is to reach the desk. */
    publicUrl: z.string(),
    /** After so many hours in which nothing comes administrators are told; null: never. */
    alarmHours: z.int().nullable(),
  })
  .meta({ id: 'DoctorReport' })
export type DoctorReport = z.infer<typeof DoctorReport>

export const getDoctorReport = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/doctor',
  schema: {
    tags,
    summary: 'Which step of a Page’s connection works, and which does not: as the last check found it, each quarter of an hour',
    params: ChannelParams,
    response: { 200: DoctorReport },
  },
} as const satisfies RouteContract

export const checkChannel = {
  method: 'POST',
  url: '/api/v1/channels/:channelId/checks',
  schema: {
    tags,
    summary: 'Check every step of a Page’s connection now; missing subscriptions are mended',
    params: ChannelParams,
    response: { 200: DoctorReport },
  },
} as const satisfies RouteContract

export const setAlarm = {
  method: 'PUT',
  url: '/api/v1/channels/:channelId/alarm',
  schema: {
    tags,
    summary: 'After how many hours in which nothing comes of a Page its administrators are told; null: never',
    params: ChannelParams,
    body: z.strictObject({ hours: z.int().min(1).max(720).nullable() }),
    response: { 200: DoctorReport },
  },
} as const satisfies RouteContract
