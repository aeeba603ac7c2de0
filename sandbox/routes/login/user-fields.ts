import { oauthError } from '../../world/graph-error.ts'
import { appScopedId } from '../../world/login/grants.ts'
import type { UserAccess } from '../../world/login/tokens.ts'
import type { GraphCall } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { pictureWished } from '../pages/picture.ts'

/**
 * What an app may see of the person who logged in. A field whose permission was not granted is left out without a word,
 * as Graph does; for a system user only its id and name are there.
 */
export function userFields(call: GraphCall): FieldTable<UserAccess> {
  return {
    id: ({ app, person, systemUser }) => systemUser?.id ?? appScopedId(call.world, app.id, person.id),
    name: ({ person, systemUser }) => systemUser?.name ?? person.name,
    ...NAMES,
    ...GATED,
    picture: ({ person }, wish) => ({ data: pictureWished(call.origin, person.id, wish.args) }),
    client_business_id: ({ systemUser }) => systemUser?.businessId,
    username: () => {
      throw oauthError(12, '(#12) username field is deprecated for versions v2.0 and higher')
    },
  }
}

const NAMES: FieldTable<UserAccess> = {
  first_name: ({ person, systemUser }) => (systemUser ? undefined : person.firstName),
  last_name: ({ person, systemUser }) => (systemUser ? undefined : person.lastName),
  middle_name: () => undefined,
  short_name: ({ person, systemUser }) => (systemUser ? undefined : person.firstName),
  name_format: () => '{first} {last}',
}

/** Each opens with its own permission. */
const GATED: FieldTable<UserAccess> = {
  email: gated('email', ({ email }) => email),
  gender: gated('user_gender', ({ gender }) => gender),
  link: gated('user_link', ({ id }) => `https://www.facebook.com/profile.php?id=${id}`),
  birthday: gated('user_birthday', () => undefined),
  age_range: gated('user_age_range', () => ({ min: 21 })),
  hometown: gated('user_hometown', () => undefined),
  location: gated('user_location', () => undefined),
}

function gated(scope: string, show: (person: UserAccess['person']) => unknown) {
  return ({ grant, person, systemUser }: UserAccess) => (grant.scopes.includes(scope) && !systemUser ? show(person) : undefined)
}
