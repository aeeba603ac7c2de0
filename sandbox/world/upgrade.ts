import { newGrant } from './login/grants.ts'
import { emptyConversation } from './messenger/conversations.ts'
import { newPage, newPerson, seedApp, seedState } from './seed.ts'
import { addStories } from './wall/stories.ts'
import type { State } from './world.ts'

/** The versions of a snapshot that can be read: what an older one does not have yet is filled in. */
export const READABLE = [1, 2]

/** Brings a snapshot of any readable version to today's shape; nothing in it is lost. */
export function upgrade(saved: Partial<State> & Pick<State, 'mainAppId' | 'apps'>): State {
  const app = saved.apps.get(saved.mainAppId)
  if (!app) {
    throw new Error(`The snapshot has no app ${saved.mainAppId}.`)
  }
  const fresh = seedState(app)
  const state: State = {
    ...fresh,
    ...saved,
    version: 2,
    settings: { ...fresh.settings, ...saved.settings },
    messenger: { ...fresh.messenger, ...saved.messenger },
    wall: { ...fresh.wall, ...saved.wall },
    media: new Map([...fresh.media, ...(saved.media ?? [])]),
  }
  refill(state.apps, (each) => ({ ...seedApp(each), ...each }))
  refill(state.people, (person) => newPerson(person))
  refill(state.pages, (page) => ({ ...newPage({ ...page, admins: {} }), ...page }))
  refill(state.grants, (grant) => newGrant(grant))
  refill(state.conversations, (conversation) => ({
    ...emptyConversation(conversation),
    ...conversation,
    messages: conversation.messages.map((message) => ({ ...message, attachments: message.attachments ?? [] })),
  }))
  addStories(state.wall)
  for (const { psid, messages } of state.conversations.values()) {
    for (const { mid } of messages) {
      state.messenger.threadOf.set(mid, psid)
    }
  }
  return state
}

function refill<Each>(map: Map<string, Each>, change: (each: Each) => Each): void {
  for (const [key, each] of map) {
    map.set(key, change(each))
  }
}
