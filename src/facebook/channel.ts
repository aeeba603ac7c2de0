import type { ChannelPort, OutgoingText, SendOutcome } from '#domain/channels/channel-port.ts'
import { ownMark } from '#domain/messages/own-mark.ts'
import { channelKeyContext, type Sealer } from '#storage/secrets.ts'
import type { Graph } from './graph/graph.ts'
import { graphId } from './graph/graph-id.ts'
import { asToken } from './graph/tokens.ts'
import { sendOutcome } from './send-outcome.ts'

export type FacebookChannelOptions = {
  readonly graph: Graph
  readonly sealer: Sealer
  now(): Date
}

/** Carries replies to Messenger by the Send API. */
export function createFacebookChannel({ graph, sealer, now }: FacebookChannelOptions): ChannelPort {
  return {
    sendText: async (outgoing): Promise<SendOutcome> => {
      const pageId = graphId(outgoing.channel.externalId)
      const recipient = graphId(outgoing.recipientExternalId)
      if (!pageId || !recipient) {
        return { kind: 'failed', failure: { reason: 'refused', facebookMessage: 'The ids of the Page and the person are not readable.' } }
      }
      const token = asToken(sealer.open(outgoing.channel.keyEncrypted, channelKeyContext(outgoing.channel)))
      const answer = await graph.call({ method: 'POST', path: [pageId, 'messages'], token, json: bodyOf(outgoing) })
      return sendOutcome(answer, now())
    },
  }
}

/** `metadata` comes back in the echo: by it an answer that never arrived is settled, and the echo doubles nothing. */
function bodyOf({ recipientExternalId, text, messageId }: OutgoingText): object {
  return {
    recipient: { id: recipientExternalId },
    messaging_type: 'RESPONSE',
    message: { text, metadata: ownMark(messageId) },
  }
}
