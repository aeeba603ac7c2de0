import { foremostProblem } from '#domain/channels/channel-problem.ts'
import { diagnose, type Diagnosis, type Standing } from '#domain/channels/doctor.ts'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Desk } from '#desk/desk.ts'
import { chartOf, type Chart } from '#storage/channel-doctor.ts'
import { channelSummaries, type ChannelSummary } from '#storage/channels.ts'
import type { DoctorReport } from './contract.ts'

type Place = { readonly desk: Desk; readonly publicUrl: string }

/** How each step of a Page stands; throws `not-found` where there is none. */
export async function presentDoctor({ desk, publicUrl }: Place, workspaceId: WorkspaceId, channelId: ChannelId): Promise<DoctorReport> {
  const now = desk.now()
  const chart = await chartOf(desk.db, { workspaceId, channelId })
  const [summary] = await channelSummaries(desk.db, { workspaceId, mendedSince: now, ids: [channelId] })
  if (!chart || !summary) {
    throw new DeskError('not-found', 'There is no such Page.')
  }
  return {
    checkedAt: chart.checkedAt?.toISOString() ?? null,
    steps: diagnose(chart.findings, standingOf(chart, summary), now).map(presentDiagnosis),
    publicUrl,
    alarmHours: chart.alarmHours ?? null,
  }
}

function standingOf(
  { alarmHours, switchedOnAt, elsewhere, sent }: Chart,
  { problems, keyValidUntil, lastEventAt, connectedAt }: ChannelSummary,
): Standing {
  const standing = problems.filter(({ mendedAt }) => mendedAt === undefined)
  return {
    trouble: troubleOf(foremostProblem(problems)),
    keyValidUntil,
    missingPermissions: standing.flatMap((problem) => (problem.kind === 'permission-missing' ? [problem.permission] : [])),
    isSendingBlocked: standing.some(({ kind }) => kind === 'sending-blocked'),
    heardAt: lastEventAt,
    connectedAt,
    switchedOnAt,
    alarmHours,
    elsewhere,
    sent,
  }
}

function troubleOf(problem: ReturnType<typeof foremostProblem>): Standing['trouble'] {
  switch (problem?.kind) {
    case 'disconnected':
      return { kind: 'no-key' }
    case 'key-dead': {
      const { kind, cause, code, subcode } = problem
      return { kind, cause, ...(code === undefined ? {} : { code }), ...(subcode === undefined ? {} : { subcode }) }
    }
    case 'key-unreadable':
      return { kind: 'key-unreadable' }
    default:
      return undefined
  }
}

/** What is undefined is left out of the JSON. */
export function presentDiagnosis({ at, names, ...diagnosis }: Diagnosis): DoctorReport['steps'][number] {
  return { ...diagnosis, ...(names ? { names: [...names] } : {}), ...(at ? { at: at.toISOString() } : {}) }
}
