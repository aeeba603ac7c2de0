import type { Outcome } from '#domain/acts/outcome.ts'
import type { ChannelPort, OpenChannel, OutgoingText, SealedChannel } from '#domain/channels/channel-port.ts'
import { ownMark } from '#domain/acts/own-mark.ts'
import { channelKeyContext, openIfReadable, type Sealer } from '#storage/secrets.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { graphId } from '../graph/graph-id.ts'
import { asToken } from '../graph/tokens.ts'
import { sendOutcome } from './outcome.ts'

export type FacebookChannelOptions = {
  readonly graph: Graph
  readonly sealer: Sealer
  now(): Date
}

/** Carries replies to Messenger by the Send API. */
export function createFacebookChannel({ graph, sealer, now }: FacebookChannelOptions): ChannelPort {
  return {
    open: (channel): OpenChannel | undefined => {
      const key = openIfReadable(sealer, channel.keyEncrypted, channelKeyContext(channel))
      return key === undefined ? undefined : { sendText: (outgoing) => sendText({ graph, now, channel, token: asToken(key) }, outgoing) }
    },
  }
}

type Way = Omit<FacebookChannelOptions, 'sealer'> & { readonly channel: SealedChannel; readonly token: GraphToken }

async function sendText({ graph, now, channel, token }: Way, outgoing: OutgoingText): Promise<Outcome> {
  const pageId = graphId(channel.externalId)
  const recipient = graphId(outgoing.recipientExternalId)
  if (!pageId || !recipient) {
    return { kind: 'failed', failure: { reason: 'refused', facebookMessage: 'The ids of the Page and the person are not readable.' } }
  }
  const answer = await graph.call({ method: 'POST', path: [pageId, 'messages'], token, json: bodyOf(outgoing) })
  return sendOutcome(answer, now())
}

/** `metadata` comes back in the echo: by it an answer that never arrived is settled, and the echo doubles nothing. */
function bodyOf({ recipientExternalId, text, messageId }: OutgoingText): object {
  return {
    recipient: { id: recipientExternalId },
    messaging_type: 'RESPONSE',
    message: { text, metadata: ownMark(messageId) },
  }
}
