import type { Edge } from '../graph/call.ts'
import { featureReview } from './feature-review.ts'
import { uploadAttachment } from './message-attachments.ts'
import { addTemplate, listTemplates, removeTemplates } from './message-templates.ts'
import { sendMessage } from './messages.ts'
import { addPersona, listPersonas } from './personas.ts'

/** What a Page's sending hangs on: messages, files, personas, templates. */
export const sendEdges: Readonly<Record<string, Edge>> = {
  messages: { POST: sendMessage },
  message_attachments: { POST: uploadAttachment },
  messaging_feature_review: { GET: featureReview },
  personas: { GET: listPersonas, POST: addPersona },
  message_templates: { GET: listTemplates, POST: addTemplate, DELETE: removeTemplates },
}
