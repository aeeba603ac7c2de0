import { expect } from 'vitest'
import { checkChannels } from '#desk/channels/check-channels.ts'
import { repairChannel } from '#desk/channels/repair-channel.ts'
import type { SaidPorts } from '#desk/channels/said-walk.ts'
import { importHistory } from '#desk/channels/import-history.ts'
import { startRepair } from '#desk/channels/start-repair.ts'
import type { ChannelId } from '#domain/ids.ts'
import { createFacebookInbox } from '#facebook/inbox/read-inbox.ts'
import { createFacebookChecks } from '#facebook/checks.ts'
import { createFacebookWall } from '#facebook/wall/read-wall.ts'
import { startDeliveryReader } from '#jobs/reader.ts'
import { FULL_PAGE, type openFacebookDesk } from './facebook-desk.ts'

/** A connected Page of a desk that stores what webhooks bring, and reads none of it until a test says so: it sleeps. */
export async function openSleeper(world: Awaited<ReturnType<typeof openFacebookDesk>>) {
  const { desk } = world
  const anna = await world.newAdministrator()
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  const { id } = (await world.call(anna, 'GET /api/v1/channels')).body.channels[0]
  const channel = { workspaceId: anna.actor.workspaceId, channelId: id as ChannelId }
  const parts = { db: desk.db, graph: world.graph, sealer: world.sealer }
  const said: SaidPorts = { messages: createFacebookInbox(parts), comments: createFacebookWall(parts) }
  // What Facebook told while the Page was being connected.
  await repairChannel(desk, said, channel)
  world.repairJobs.length = 0
  const { publicUrl, clockWatch } = world
  const checks = createFacebookChecks({ ...parts, publicUrl, verifyToken: world.sandbox.verifyToken, clockWatch })
  return {
    anna,
    channel,
    said,
    checks,
    start: () => desk.db.transaction().execute((tx) => startRepair(tx, desk, channel)),
    repair: (ports: Partial<SaidPorts> = {}) => repairChannel(desk, { ...said, ...ports }, channel),
    /** Page by page, as the jobs ask for it, until nothing asks any more, or `pages` are done. */
    bringHistory: async ({ pages = 1000, ...ports }: Partial<SaidPorts> & { readonly pages?: number } = {}) => {
      for (let done = 0; done < pages && world.importJobs.length > 0; done += 1) {
        const [job = channel] = world.importJobs
        await importHistory(desk, { ...said, ...ports }, job)
        world.importJobs.shift()
      }
    },
    history: async () => (await world.call(anna, `GET /api/v1/channels/${id}/history`)).body.happenings,
    look: () => checkChannels(desk, checks),
    /** On Facebook and in the desk. */
    pass: async (ms: number) => {
      await world.sandbox.control('POST', 'clock', { advance_ms: ms })
      world.clock.now = new Date(world.clock.now.getTime() + ms)
    },
    wake: () => readAllDeliveries(world),
  }
}

/** What the webhooks brought is read after all. */
export async function readAllDeliveries({ desk, database }: Awaited<ReturnType<typeof openFacebookDesk>>): Promise<void> {
  const failures: unknown[] = []
  const reader = await startDeliveryReader({ desk, database, onFailure: (error) => failures.push(error) })
  await reader.idle()
  await reader.stop()
  expect(failures).toEqual([])
}
