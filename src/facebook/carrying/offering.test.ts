import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { modeOf, type Act } from '#domain/acts/act.ts'
import { ownMark } from '#domain/acts/own-mark.ts'
import { GOES_AS } from '#domain/messaging-policy/reply-mode.ts'
import type { ChannelId, MessageId, TemplateId } from '#domain/ids.ts'
import type { Offer } from '#domain/offers/offer.ts'
import { ALL_SCOPES, FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'
import { openPageKey } from '../page-key.ts'
import { createFacebookChannel } from './carry.ts'

const CUSTOMER = '100014402987731'
let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

type Said = Extract<Act, { readonly kind: 'say' }>
type There = {
  readonly mid: string
  readonly from: string
  readonly text: string | null
  readonly quick_replies: readonly { readonly title: string }[]
}

const OFFERS: readonly Offer[] = [
  { kind: 'quick-replies', replies: ['Saturday', 'Sunday'] },
  {
    kind: 'buttons',
    buttons: [
      { does: 'answer', title: 'Book it' },
      { does: 'call', title: 'Call us', phone: '+46855501147' },
    ],
  },
  {
    kind: 'cards',
    cards: [
      {
        title: 'Third seat',
        pictureUrl: 'https://cdn.shop.example/a.jpg',
        url: 'https://shop.example/',
        buttons: [{ does: 'answer', title: 'Choose' }],
      },
    ],
  },
]

const HEADED = {
  name: 'appointment_moved',
  language: 'en',
  category: 'UTILITY',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Appointment {{1}}', example: { header_text: ['12'] } },
    { type: 'BODY', text: 'As you asked it is moved to {{1}}.', example: { body_text: [['Monday']] } },
    { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'See it', url: 'https://shop.example/' }] },
  ],
}
const TEMPLATE = {
  id: 'template' as TemplateId,
  name: HEADED.name,
  language: 'en',
  header: [{ placeholder: '1', value: '12' }],
  body: [{ placeholder: '1', value: 'Monday' }],
}
const UTILITY: Said = { kind: 'say', text: 'Appointment 12\n\nAs you asked it is moved to Monday.', template: TEMPLATE, mode: 'utility' }

const says = (offer: Offer): Said => ({ kind: 'say', text: offer.kind === 'cards' ? '' : 'Which one?', offer })

/** A connected Page to which a customer wrote, and what is done there. */
async function conversation() {
  const anna = await world.newAdministrator()
  await world.connect(anna, await world.authorise(anna, { scopes: [...ALL_SCOPES, 'page_utility_messaging'] }), [FULL_PAGE])
  const wish = { page_id: FULL_PAGE, person_id: CUSTOMER, text: 'Hello' }
  const { psid } = await world.sandbox.control<{ psid: string }>('POST', 'messages', wish)
  const { channel_id: id } = await world.desk.db.selectFrom('facebook_connections').select('channel_id').executeTakeFirstOrThrow()
  const facebook = { db: world.desk.db, graph: world.graph, sealer: world.sealer, store: world.store, now: world.desk.now }
  const ofWorkspace = { workspaceId: anna.actor.workspaceId, channelId: id as ChannelId }
  const opening = await createFacebookChannel(facebook).open(ofWorkspace)
  const key = await openPageKey(facebook, ofWorkspace)
  if (opening.kind !== 'open' || key.kind !== 'open' || key.pageId === undefined) {
    throw new Error('The key of the Page is not at hand.')
  }
  const { channel } = opening
  const { pageId, token } = key
  const since = world.desk.now()
  const to = { subject: { kind: 'direct', personId: psid }, under: undefined, target: undefined } as const
  const mark = ownMark(world.desk.newId<MessageId>())
  const there = async () =>
    (await world.sandbox.control<{ messages: readonly There[] }>('GET', `conversations/${FULL_PAGE}/${CUSTOMER}`)).messages
  return {
    carry: async (act: Said) => {
      const next = channel.nextPlace(act, to.subject)
      if (next.kind === 'later') {
        throw new Error('Nobody else asks the Page.')
      }
      return await channel.carry(act, { ...to, mark, goesAs: GOES_AS[modeOf(act)] }, await next.place)
    },
    look: (act: Said) => channel.look(act, { ...to, mark, goesAs: undefined }, since),
    there,
    makeTemplate: () => world.graph.call({ method: 'POST', path: [pageId, 'message_templates'], token, json: HEADED }),
  }
}

test.each(OFFERS)('Facebook takes $kind as the desk sends them, and they are found in the inbox where nobody answered', async (offer) => {
  const { carry, look, there } = await conversation()
  const act = says(offer)
  expect(await look(act)).toEqual({ kind: 'listed', said: [], isWhole: true })
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/messages', after_acting: true, act: 'reset' })
  expect(await carry(act)).toMatchObject({ kind: 'unconfirmed' })
  const last = (await there()).at(-1)
  expect(last).toMatchObject({ quick_replies: offer.kind === 'quick-replies' ? [{ title: 'Saturday' }, { title: 'Sunday' }] : [] })
  expect(await look(act)).toEqual({ kind: 'listed', said: [{ externalId: last?.mid, at: expect.any(Date) }], isWhole: true })
})

test('what is offered otherwise is not taken for it', async () => {
  const { carry, look } = await conversation()
  const [, buttons, cards] = OFFERS.map(says)
  if (!buttons || !cards) {
    throw new Error('There are three.')
  }
  expect(await carry(cards)).toMatchObject({ kind: 'sent' })
  expect(await look(buttons)).toEqual({ kind: 'listed', said: [], isWhole: true })
})

test('a utility message that Facebook makes a card of is found in the inbox where nobody answered, and another is not taken for it', async () => {
  const { carry, look, makeTemplate, there } = await conversation()
  await makeTemplate()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/messages', after_acting: true, act: 'reset' })
  expect(await carry(UTILITY)).toMatchObject({ kind: 'unconfirmed' })
  const last = (await there()).at(-1)
  expect(last).toMatchObject({ from: 'page', text: null })
  expect(await look(UTILITY)).toEqual({ kind: 'listed', said: [{ externalId: last?.mid, at: expect.any(Date) }], isWhole: true })
  expect(await look({ ...UTILITY, text: 'Appointment 12\n\nAs you asked it is moved to Friday.' })).toMatchObject({ said: [] })
})
