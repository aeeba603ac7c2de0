import { unsupportedRequest } from '../../world/graph-error.ts'
import { canMessage } from '../../world/login/permissions.ts'
import type { PageAccess } from '../../world/login/tokens.ts'
import { signedUrl } from '../../world/media.ts'
import { sendError } from '../../world/messenger/send/send-errors.ts'
import type { Conversation, Person } from '../../world/world.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { textParam } from '../graph/params.ts'
import { labelsOfPerson } from './labels.ts'

/** A person as one Page sees them: `/{psid}`, only with that Page's token and only after they wrote (User Profile API, 2026-03). */
export const profile: NodeKind = {
  nodeType: 'User',
  finds: ({ state }, id) => state.conversations.has(id),
  self: { GET: readProfile },
  edges: { custom_labels: labelsOfPerson },
}

function readProfile(call: GraphCall, psid: string): unknown {
  const access = call.access()
  const conversation = call.world.state.conversations.get(psid)
  const person = call.world.state.people.get(conversation?.personId ?? '')
  if (access.kind !== 'page' || conversation?.pageId !== access.page.id || !person) {
    throw unsupportedRequest(call.method, psid)
  }
  canMessage(access)
  const shown = project(person, fieldsOf(call, access, psid), {
    fields: textParam(call.params, 'fields'),
    byDefault: ['first_name', 'last_name', 'profile_pic', 'id'],
    nodeType: 'User',
  })
  if (!hasConsented(conversation) || person.profile === 'unavailable') {
    throw sendError('2018218')
  }
  if (person.profile === 'empty') {
    return {}
  }
  if (!mayKnowPeople(access, person)) {
    if (call.world.state.settings.deniedProfile === 'error') {
      throw sendError('2018247')
    }
    return { id: psid }
  }
  return shown
}

function fieldsOf(call: GraphCall, { grant }: PageAccess, psid: string): FieldTable<Person> {
  const allowed = (field: 'locale' | 'timezone' | 'gender') => grant.scopes.includes(`pages_user_${field}`)
  return {
    id: () => psid,
    first_name: (person) => person.firstName,
    last_name: (person) => person.lastName,
    name: (person) => person.name,
    profile_pic: () => signedUrl(call.world, `/sandbox/pictures/${psid}.png`),
    locale: (person) => (allowed('locale') ? person.locale : undefined),
    timezone: (person) => (allowed('timezone') ? person.timezone : undefined),
    gender: (person) => (allowed('gender') ? person.gender : undefined),
  }
}

/** Writing, tapping a button and the like; a private reply or an ad alone gives no leave (User Profile API, opt-in). */
function hasConsented({ openedAt, messages }: Conversation): boolean {
  return openedAt !== undefined || messages.some(({ from }) => from === 'person')
}

/** Business Asset User Profile Access; people with a role on the app are known without it. */
function mayKnowPeople({ app }: PageAccess, person: Person): boolean {
  return app.features.profileAccess || app.roles.has(person.id)
}
