import type { FastifyInstance } from 'fastify'
import { inboxWrites } from '../world/messenger/inbox.ts'
import {
  editMessage,
  findMessage,
  followReferral,
  reactTo,
  type Refused,
  type Spot,
  tapPostback,
  unsendMessage,
} from '../world/messenger/person-acts.ts'
import { reactionOf } from '../world/messenger/reactions.ts'
import { type Finger, tapOn } from '../world/messenger/tap.ts'
import type { Message, World } from '../world/world.ts'
import { attachmentIn } from './attachment-input.ts'
import { ControlError, type Input, inputOf, needed, number, object, objects, pageIn, personIn, text } from './input.ts'
import { partiesIn, refuseIfShutOut, shownAct, threadIn } from './parties.ts'
import { referralIn } from './referral-input.ts'
import { shownMessage } from './shown-message.ts'

type ByMid = { Params: { mid: string } }

/** What a person does with a message or in a thread, and what the Page answers by hand. */
export function messengerActRoutes(server: FastifyInstance, world: World): void {
  server.post<ByMid>('/sandbox/messages/:mid/edit', (request) => {
    const spot = spotOf(world, request.params.mid)
    return shown(world, editMessage(world, spot, needed(inputOf(request.body), 'text')))
  })
  server.post<ByMid>('/sandbox/messages/:mid/unsend', (request) => shown(world, unsendMessage(world, spotOf(world, request.params.mid))))
  server.post<ByMid>('/sandbox/messages/:mid/reaction', (request) => {
    const reaction = text(inputOf(request.body), 'reaction')
    const spot = spotOf(world, request.params.mid)
    return shown(world, reactTo(world, spot, reaction === undefined ? undefined : reactionOf(reaction)))
  })
  server.post<ByMid>('/sandbox/messages/:mid/tap', (request) => tap(world, spotOf(world, request.params.mid), inputOf(request.body)))
  server.post('/sandbox/postbacks', (request) => postback(world, inputOf(request.body)))
  server.post('/sandbox/referrals', (request) => refer(world, inputOf(request.body)))
  server.post('/sandbox/inbox', (request) => answerByHand(world, inputOf(request.body)))
}

function spotOf(world: World, mid: string): Spot {
  const spot = findMessage(world, mid)
  if (!spot) {
    throw new ControlError(404, `There is no message ${mid}.`)
  }
  const { pageId, personId } = spot.conversation
  refuseIfShutOut(world, { page: pageIn(world, pageId), person: personIn(world, personId) })
  return spot
}

function shown(world: World, result: Message | Refused) {
  if ('refused' in result) {
    throw new ControlError(409, result.refused)
  }
  return shownMessage(world, result)
}

function tap(world: World, spot: Spot, input: Input) {
  const result = tapOn(world, spot, fingerIn(input))
  return 'opened' in result ? result : shown(world, result)
}

function fingerIn(input: Input): Finger {
  const quickReply = number(input, 'quick_reply')
  const button = number(input, 'button')
  if (quickReply !== undefined) {
    return { quickReply }
  }
  if (button === undefined) {
    throw new ControlError(400, 'quick_reply or button is missing.')
  }
  return { button, element: number(input, 'element') }
}

function postback(world: World, input: Input) {
  const parties = partiesIn(world, input)
  const referral = object(input, 'referral')
  const tapped = { title: needed(input, 'title'), payload: needed(input, 'payload'), referral: referral && referralIn(referral) }
  return shownAct(world, parties, tapPostback(world, parties, tapped))
}

function refer(world: World, input: Input) {
  const conversation = followReferral(world, partiesIn(world, input), referralIn(input))
  return { psid: conversation.psid, opened_at: conversation.openedAt }
}

function answerByHand(world: World, input: Input) {
  const conversation = threadIn(world, needed(input, 'page_id'), needed(input, 'person_id'))
  const attachments = objects(input, 'attachments').map((each) => attachmentIn(world, each))
  const words = attachments.length === 0 ? needed(input, 'text') : text(input, 'text')
  return shown(world, inboxWrites(world, conversation, { text: words, attachments, appId: text(input, 'app_id') }))
}
