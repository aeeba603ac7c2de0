import { foremostProblem, MENDED_TOLD_MS, type DatedProblem } from '#domain/channels/channel-problem.ts'
import { percentGone } from '#domain/channels/deletion.ts'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Desk } from '#desk/desk.ts'
import { channelSummaries, type ChannelSummary } from '#storage/channels.ts'
import { chosenCommentTickets } from '#storage/comment-tickets.ts'
import { ticketSwitches } from '#storage/ticket-switches.ts'
import type { Eligibility, ShownAuthorisation } from '#facebook/oauth/show-authorisation.ts'
import type { z } from 'zod'
import { presentPicture } from '../files/present.ts'
import type { Authorisation, Channel, CommentTickets, OfferedPage, TicketSwitch } from './contract.ts'

export async function presentChannelById(desk: Desk, workspaceId: WorkspaceId, id: ChannelId): Promise<Channel> {
  const [channel] = await presentAllChannels(desk, workspaceId, [id])
  if (!channel) {
    throw new DeskError('not-found', 'There is no such channel.')
  }
  return channel
}

/** All of the workspace's; with `ids`, only those. */
export async function presentAllChannels(desk: Desk, workspaceId: WorkspaceId, ids?: readonly ChannelId[]): Promise<Channel[]> {
  const mendedSince = new Date(desk.now().getTime() - MENDED_TOLD_MS)
  const channels = await channelSummaries(desk.db, { workspaceId, mendedSince, ...(ids === undefined ? {} : { ids }) })
  return channels.map((channel) => presentChannel(channel, desk.now()))
}

function presentChannel(channel: ChannelSummary, now: Date): Channel {
  const foremost = foremostProblem(channel.problems)
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    externalId: channel.externalId ?? null,
    pictureUrl: presentPicture(channel.picture),
    state: channel.state,
    allowances: [...channel.allowances],
    problem: foremost ? presentProblem(foremost) : null,
    problems: channel.problems.map((problem) => ({ ...presentProblem(problem), mendedAt: problem.mendedAt?.toISOString() ?? null })),
    ...presentKey(channel),
    pausedUntil: channel.pausedUntil && channel.pausedUntil > now ? channel.pausedUntil.toISOString() : null,
    lastEventAt: channel.lastEventAt?.toISOString() ?? null,
    notUnderstoodCount: channel.notUnderstoodCount,
    notUnderstood: channel.notUnderstood.map(({ label, count }) => ({ label, count })),
    deletion: channel.deletion ? presentDeletion(channel.deletion) : null,
  }
}

function presentDeletion(deletion: NonNullable<ChannelSummary['deletion']>) {
  return { by: deletion.by, startedAt: deletion.startedAt.toISOString(), percent: percentGone(deletion) }
}

function presentKey({ keyValidUntil, keyCheckedAt, connectedBy, connectedAt }: ChannelSummary) {
  return {
    keyValidUntil: keyValidUntil?.toISOString() ?? null,
    keyCheckedAt: keyCheckedAt?.toISOString() ?? null,
    connectedBy: connectedBy ?? null,
    connectedAt: connectedAt?.toISOString() ?? null,
  }
}

/** Those of a Page; throws `not-found` where there is none. */
export async function presentTicketSwitches(desk: Desk, workspaceId: WorkspaceId, channelId: ChannelId): Promise<TicketSwitch[]> {
  const switches = await ticketSwitches(desk.db, { workspaceId, channelId })
  if (switches.length === 0) {
    throw new DeskError('not-found', 'There is no such Page.')
  }
  return switches.map(({ kind, isOn, changedAt, changedBy, waitingCount }) => ({
    kind,
    isOn,
    changedAt: changedAt?.toISOString() ?? null,
    changedBy: changedBy ?? null,
    waitingCount,
  }))
}

/** What is chosen for a Page; throws `not-found` where there is none. */
export async function presentCommentTickets(desk: Desk, workspaceId: WorkspaceId, channelId: ChannelId): Promise<CommentTickets> {
  const chosen = await chosenCommentTickets(desk.db, { workspaceId, channelId })
  if (!chosen) {
    throw new DeskError('not-found', 'There is no such Page.')
  }
  return { onePer: chosen.onePer, changedAt: chosen.changedAt?.toISOString() ?? null, changedBy: chosen.changedBy ?? null }
}

function presentProblem(problem: DatedProblem): NonNullable<Channel['problem']> {
  const since = problem.since.toISOString()
  switch (problem.kind) {
    case 'disconnected':
      return { kind: problem.kind, by: problem.by, since }
    case 'key-dead': {
      const { kind, cause, code, subcode } = problem
      return { kind, cause, ...(code === undefined ? {} : { code }), ...(subcode === undefined ? {} : { subcode }), since }
    }
    case 'key-unreadable':
      return { kind: problem.kind, since }
    case 'permission-missing':
      return { kind: problem.kind, permission: problem.permission, since }
    case 'sending-blocked':
    case 'warned':
      return { kind: problem.kind, ...(problem.reason === undefined ? {} : { reason: problem.reason }), since }
    default:
      return problem satisfies never
  }
}

/** The person's key is not part of what is shown, nor are those of the Pages. */
export function presentAuthorisation(authorisation: ShownAuthorisation): z.infer<typeof Authorisation> {
  return {
    id: authorisation.id,
    personName: authorisation.personName,
    expiresAt: authorisation.expiresAt.toISOString(),
    missingPermissions: [...authorisation.missingPermissions],
    pages: authorisation.pages.map(({ id, name, category, eligibility, channelId }) => ({
      id,
      name,
      category: category ?? null,
      // Facebook's own address of it: the desk has a copy once the Page is connected, and no browser is led there.
      pictureUrl: null,
      eligibility: presentEligibility(eligibility),
      channelId: channelId ?? null,
    })),
    cutOff: authorisation.cutOff.map(({ id, name }) => ({ channelId: id, name })),
  }
}

function presentEligibility(eligibility: Eligibility): z.infer<typeof OfferedPage>['eligibility'] {
  return eligibility.kind === 'not-administered'
    ? { kind: eligibility.kind, missingTasks: [...eligibility.missingTasks] }
    : { kind: eligibility.kind }
}
