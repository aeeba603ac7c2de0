import { forgetFacebookPerson } from '#desk/channels/forget-facebook-person.ts'
import { findDataDeletion, hastenChannelsOfPerson, type DataDeletion } from '#storage/facebook-people.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import type { BodyBudget } from '../server/body-budget.ts'
import { readBody } from '../server/read-body.ts'

type Context = Pick<ApiContext, 'desk' | 'publicUrl'> & {
  readonly facebook: Pick<ApiContext['facebook'], 'personIn'>
  readonly bodies: BodyBudget
}

const MAX_FORM_BYTES = 16 * 1024
const config = { isPublic: true }
const schema = { hide: true }

/**
 * What Facebook calls when somebody who connected Pages removes the app, or wants to be forgotten (Facebook Login, deauthorise and data deletion callbacks, 2026),
 * and where they read what became of it. Whoever does not sign with the app's secret is told nothing.
 */
export function registerFacebookPeople(app: Api, { desk, publicUrl, facebook, bodies }: Context): void {
  app.register((scope, _options, done) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', (request, _payload, parsed) => {
      readBody(request, { budget: bodies, maxBytes: MAX_FORM_BYTES }).then(
        (body) => parsed(null, new URLSearchParams(body.toString('utf8'))),
        parsed,
      )
    })
    scope.post('/facebook/deauthorise', { config, schema }, async ({ body }, reply) => {
      const personId = facebook.personIn(signedRequestIn(body))
      if (personId === undefined) {
        return await reply.code(403).type('text/plain').send('Forbidden\n')
      }
      // Facebook is asked about their keys, and tells that they are dead.
      await hastenChannelsOfPerson(desk.db, personId)
      return await reply.type('text/plain').send('ok\n')
    })
    scope.post('/facebook/data-deletion', { config, schema }, async ({ body }, reply) => {
      const personId = facebook.personIn(signedRequestIn(body))
      if (personId === undefined) {
        return await reply.code(403).type('text/plain').send('Forbidden\n')
      }
      const code = await forgetFacebookPerson(desk, personId)
      return await reply.send({ url: `${publicUrl}/facebook/data-deletion/${code}`, confirmation_code: code })
    })
    scope.get<{ Params: { code: string } }>('/facebook/data-deletion/:code', { config, schema }, async ({ params }, reply) => {
      const deletion = await findDataDeletion(desk.db, params.code.slice(0, 64))
      return await reply
        .code(deletion ? 200 : 404)
        .type('text/plain; charset=utf-8')
        .send(deletion ? inWords(deletion) : 'There is no such request.\n')
    })
    done()
  })
}

function signedRequestIn(body: unknown): string | undefined {
  return body instanceof URLSearchParams ? (body.get('signed_request') ?? undefined) : undefined
}

function inWords({ code, requestedAt, logins, channels }: DataDeletion): string {
  return [
    `Request ${code} of ${requestedAt.toISOString().slice(0, 10)}: done.`,
    `Erased: your name and your id at Facebook, from ${channels} connected ${channels === 1 ? 'Page' : 'Pages'} and their history, and ${logins} ${logins === 1 ? 'login' : 'logins'} by Facebook. The keys that came from your logins end at Facebook with the app that you removed.`,
    'What stays: what customers and a Page wrote to each other. It belongs to the company behind the Page. If you wrote to one as a customer, ask that company to erase it.',
    '',
  ].join('\n\n')
}
