import { expect, test } from 'vitest'
import type { ChannelPort } from '#domain/channels/channel-port.ts'
import type { KeyTrouble } from '#domain/channels/key-trouble.ts'
import type { ActId } from '#domain/ids.ts'
import { nameOfKey } from '#storage/facebook-connections.ts'
import { FREE_PACE } from '#test/free-pace.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { settleDoubt } from '../acts/settle-doubt.ts'
import { learnProfile } from '../clients/learn-profile.ts'
import { learnPrivateReply } from '../moderation/learn-private-reply.ts'
import { learnPost } from '../posts/learn-post.ts'

/** Somebody wrote and commented, one act is in doubt, and whatever is asked now meets this trouble. */
async function openTroubledDesk(trouble: Omit<KeyTrouble, 'keyName'>) {
  const { desk, intake, comment, channel } = await openSendingDesk()
  const { workspaceId } = intake
  const { messageId, moderate, act } = await comment()
  await moderate({ kind: 'hide', isHidden: true })
  await desk.db.updateTable('acts').set({ state: 'unconfirmed' }).execute()
  const { key_encrypted: key } = await desk.db.selectFrom('facebook_connections').select('key_encrypted').executeTakeFirstOrThrow()
  const met = { ...trouble, keyName: nameOfKey(key) } as KeyTrouble
  const answer = () => Promise.resolve(met)
  const port = portWith(met)
  const [post] = intake.postJobs
  const [person] = intake.profileJobs
  const doubt = { workspaceId, actId: (await act()).id as ActId }
  return {
    channel,
    ask: {
      'a name': async () => person && (await learnProfile(desk, answer, person)),
      'a post': async () => post && (await learnPost(desk, answer, post)),
      'a private reply': () => learnPrivateReply(desk, port, { workspaceId, entryId: messageId }),
      'what became of an act': () => settleDoubt(desk, port, doubt),
    },
  }
}

function portWith(trouble: KeyTrouble): ChannelPort {
  if (trouble.kind === 'key-unreadable') {
    return { open: () => Promise.resolve(trouble) }
  }
  const { keyName, kind, cause, ...numbers } = trouble
  const dead = () => Promise.resolve({ kind, cause, failure: { ...numbers, reason: kind } } as const)
  const channel = {
    ...FREE_PACE,
    keyName,
    bring: dead,
    show: dead,
    look: dead,
    mayReplyPrivately: dead,
    carry: () => Promise.reject(new Error('Nothing is to be done.')),
  }
  return { open: () => Promise.resolve({ kind: 'open', channel }) }
}

const ASKED = ['a name', 'a post', 'a private reply', 'what became of an act'] as const
const TROUBLES = [{ kind: 'key-dead', cause: 'password-changed', code: 190, subcode: 460 }, { kind: 'key-unreadable' }] as const

test.each(TROUBLES.flatMap((trouble) => ASKED.map((asked) => [trouble.kind, asked, trouble] as const)))(
  'R5: %s, met while %s is asked for, shows on the channel',
  async (_kind, asked, trouble) => {
    const { ask, channel } = await openTroubledDesk(trouble)
    await ask[asked]()
    expect(await channel()).toMatchObject({ state: 'disconnected', problem: trouble })
  },
)
