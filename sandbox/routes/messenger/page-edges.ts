import { defaultAppOf } from '../../world/webhooks/standby.ts'
import type { Page } from '../../world/world.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { conversationsOfPage } from './conversations.ts'
import { labelsOfPage } from './labels.ts'
import { profileEdges } from './messenger-profile.ts'
import { nlpConfigs } from './nlp-configs.ts'
import { moderationEdges } from './moderate.ts'
import { threadControlEdges } from './thread-control.ts'

/** The edges of a Page that are about its threads and its Messenger profile. */
export const threadEdges: Readonly<Record<string, Edge>> = {
  conversations: conversationsOfPage,
  custom_labels: labelsOfPage,
  nlp_configs: nlpConfigs,
  ...profileEdges,
  ...moderationEdges,
  ...threadControlEdges,
}

/** Fields of a Page about its threads: whether conversation routing is set up (messaging feature status API). */
export function threadFields({ world }: GraphCall): FieldTable<Page> {
  return {
    messaging_feature_status: ({ id }) => ({
      hop_v2: false,
      msgr_multi_app: defaultAppOf(world, id) !== undefined,
      ig_multi_app: false,
    }),
  }
}
