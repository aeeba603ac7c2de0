import { z } from 'zod'
import { LONGEST_SCREEN, PRESENCE_KINDS, type EphemeralNews } from '#domain/ephemeral.ts'
import type { MemberId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Database } from '#storage/database.ts'
import { EPHEMERAL_CHANNEL } from '#storage/ephemeral.ts'
import { startListening } from '#storage/listen.ts'

type Listener = (news: EphemeralNews) => void

/** News that are kept nowhere, as this process hears them from all processes. */
export type Ephemeral = {
  /** Tells what is heard from now on. Answers with how to stop. */
  subscribe(workspaceId: WorkspaceId, listener: Listener): () => void
  stop(): Promise<void>
}

const idOf = <Id extends string>() => z.uuid() as z.ZodType<string> as z.ZodType<Id>
const screen = z.string().max(LONGEST_SCREEN)
const Told = z.union([
  z.object({
    workspaceId: idOf<WorkspaceId>(),
    kind: z.enum(PRESENCE_KINDS),
    ticketId: idOf<TicketId>(),
    memberId: idOf<MemberId>().optional(),
    screen: screen.optional(),
  }),
  z.object({ workspaceId: idOf<WorkspaceId>(), kind: z.literal('gone'), memberId: idOf<MemberId>(), screen }),
])

/** Starts listening. What is told while the connection is lost is missed, which is what "for a moment" means. */
export async function startEphemeral(options: {
  readonly database: Pick<Database, 'connections'>
  readonly onError: (error: unknown) => void
}): Promise<Ephemeral> {
  const listeners = new Map<WorkspaceId, Set<Listener>>()
  const listening = await startListening({
    connections: options.database.connections,
    channel: EPHEMERAL_CHANNEL,
    onWake: (payload) => tell(listeners, payload),
    onError: options.onError,
  })
  return { subscribe: (workspaceId, listener) => subscribe(listeners, workspaceId, listener), stop: listening.stop }
}

function subscribe(listeners: Map<WorkspaceId, Set<Listener>>, workspaceId: WorkspaceId, listener: Listener): () => void {
  const ofWorkspace = listeners.get(workspaceId) ?? new Set()
  listeners.set(workspaceId, ofWorkspace.add(listener))
  return () => {
    ofWorkspace.delete(listener)
    if (ofWorkspace.size === 0 && listeners.get(workspaceId) === ofWorkspace) {
      listeners.delete(workspaceId)
    }
  }
}

/** What a process of another version tells in another shape is not for us. */
function tell(listeners: ReadonlyMap<WorkspaceId, ReadonlySet<Listener>>, payload: string | undefined): void {
  const told = payload === undefined ? undefined : Told.safeParse(parseJson(payload)).data
  if (told) {
    const { workspaceId, ...news } = told
    listeners.get(workspaceId)?.forEach((listener) => listener(news))
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is just not one of ours: the shape says so.
    return undefined
  }
}
