import { switchExtension } from '#desk/extensions/switch-extension.ts'
import { DeskError } from '#domain/errors.ts'
import { EXTENSIONS, type ExtensionName } from '#domain/extensions/extension.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { read } from '#facebook/reading/read.ts'
import { type ExtensionState, extensionStates, heldBodies } from '#storage/extensions.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import * as contract from './contract.ts'
import { presentExtension } from './present.ts'

type Context = Pick<ApiContext, 'desk'>

/** Reading more than this only to count what it holds would keep others waiting. */
const MOST_COUNTED = { count: 200, bytes: 256 * 1024 }

export function registerExtensions(app: Api, { desk }: Context): void {
  app.route({
    ...contract.listExtensions,
    handler: async ({ actor }) => ({ extensions: await statesOf({ desk }, actor.workspaceId, EXTENSIONS) }),
  })
  app.route({
    ...contract.switchExtension,
    config: { permission: 'workspace.manage' },
    handler: async ({ actor, params, body }) => {
      await switchExtension(desk, actor, { name: params.name, isEnabled: body.isEnabled })
      const [state] = await statesOf({ desk }, actor.workspaceId, [params.name])
      if (!state) {
        throw new DeskError('not-found', 'There is no such extension.')
      }
      return state
    },
  })
}

async function statesOf({ desk }: Context, workspaceId: WorkspaceId, names: readonly ExtensionName[]) {
  const states = await extensionStates(desk.db, workspaceId, { names, now: desk.now() })
  return Promise.all(states.map(async (state) => presentExtension(state, await waitingMessages({ desk }, workspaceId, state))))
}

/** How many customers' messages wait in the deliveries that are held; undefined when those are too much to be read for a number. */
async function waitingMessages({ desk }: Context, workspaceId: WorkspaceId, state: ExtensionState): Promise<number | undefined> {
  if (state.waitingCount === 0) {
    return 0
  }
  const bodies = await heldBodies(desk.db, workspaceId, MOST_COUNTED)
  const readings = bodies?.map(read)
  return readings
    ?.flatMap((each) => (each.kind === 'understood' ? each.facts : []))
    .filter((fact) => fact.act === 'added' && fact.author.kind === 'client').length
}
