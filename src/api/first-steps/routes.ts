import { readFirstSteps } from '#storage/first-steps.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import { type FirstStep, listFirstSteps } from './contract.ts'

export function registerFirstSteps(app: Api, { desk }: ApiContext): void {
  app.route({
    ...listFirstSteps,
    config: { permission: 'ticket.read' },
    handler: async ({ actor }) => {
      const steps = await readFirstSteps(desk.db, actor.workspaceId, 'facebook')
      const list: FirstStep[] = [
        { name: 'enable-facebook', isDone: steps.isEnabled, value: null },
        { name: 'connect-page', isDone: steps.channelName !== null, value: steps.channelName },
        { name: 'first-message', isDone: steps.hasMessage, value: steps.firstClientName },
        { name: 'first-answer', isDone: steps.hasAnswer, value: null },
      ]
      return { steps: list }
    },
  })
}
