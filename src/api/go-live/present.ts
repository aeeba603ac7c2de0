import { diagnoseApp } from '#domain/channels/doctor.ts'
import type { AppFindings } from '#domain/channels/findings.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Desk } from '#desk/desk.ts'
import type { FacebookDoors } from '#facebook/doors.ts'
import { goLiveOf } from '#storage/go-live.ts'
import { presentDiagnosis } from '../doctor/present.ts'
import type { FacebookApp } from './contract.ts'

type Place = {
  readonly desk: Desk
  readonly publicUrl: string
  readonly sandboxUrl: string | undefined
  readonly app: FacebookDoors['app']
}

/** `checked`: what was found just now, where somebody asked. */
export async function presentApp(
  { desk, publicUrl, sandboxUrl, app }: Place,
  workspaceId: WorkspaceId,
  checked?: AppFindings,
): Promise<FacebookApp> {
  const known = await goLiveOf(desk.db, workspaceId)
  const checkedAt = checked ? desk.now() : known.checkedAt
  return {
    appId: app.id,
    isSandbox: sandboxUrl !== undefined,
    publicUrl,
    addresses: { ...app.addresses },
    verifyToken: app.verifyToken,
    events: [...app.events],
    checkedAt: checkedAt?.toISOString() ?? null,
    steps: diagnoseApp(checked ?? known.app).map(presentDiagnosis),
    ticks: known.ticks.map(({ step, at, by }) => ({ step, by, at: at.toISOString() })),
    isConnected: known.connectedAt !== undefined,
    heardAt: known.heardAt?.toISOString() ?? null,
  }
}
