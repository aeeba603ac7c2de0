import { DeskError } from '#domain/errors.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Desk } from '#desk/desk.ts'
import { pageAllowances } from '#storage/page-allowances.ts'
import type { PageAllowance } from './contract.ts'

/** Those of a Page; throws `not-found` where there is none. */
export async function presentAllowances(desk: Desk, workspaceId: WorkspaceId, channelId: ChannelId): Promise<PageAllowance[]> {
  const allowances = await pageAllowances(desk.db, { workspaceId, channelId })
  if (allowances.length === 0) {
    throw new DeskError('not-found', 'There is no such Page.')
  }
  return allowances.map(({ allowance, isAllowed, useScenario, changedAt, changedBy }) => ({
    allowance,
    isAllowed,
    useScenario: useScenario ?? null,
    changedAt: changedAt?.toISOString() ?? null,
    changedBy: changedBy ?? null,
  }))
}
