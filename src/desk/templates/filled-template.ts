import type { Part } from '#domain/entries/part.ts'
import { DeskError } from '#domain/errors.ts'
import type { TemplateId, WorkspaceId } from '#domain/ids.ts'
import {
  filledWords,
  fillTemplate,
  partsOfTemplate,
  type MessageTemplate,
  type SaidTemplate,
  type TemplateValues,
} from '#domain/templates/message-template.ts'
import type { Tx } from '#storage/database.ts'
import { templateOfChannel } from '#storage/templates/templates.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'

/** A template that somebody wants to be sent. */
export type WantedTemplate = { readonly id: TemplateId; readonly values: TemplateValues }

type Wanted = { readonly workspaceId: WorkspaceId; readonly ticket: Pick<LockedTicket, 'channelId'>; readonly id: TemplateId }

/** A template of the ticket's Page. Whether it may be sent the verdict says. */
export async function requireTemplate(tx: Tx, { workspaceId, ticket: { channelId }, id }: Wanted): Promise<MessageTemplate> {
  const template = await templateOfChannel(tx, { workspaceId, channelId }, id)
  if (!template) {
    throw new DeskError('conflict', 'This Page has no such template any more. Choose another one.')
  }
  return template
}

type Filled = { readonly template: SaidTemplate; readonly text: string; readonly parts: readonly Part[] }

/** The template with its values, the words that the customer reads, and what stands beside them. Throws where something is missing. */
export function filledTemplate(template: MessageTemplate, values: TemplateValues): Filled {
  const filled = template.isFillable ? fillTemplate(template, values) : undefined
  if (!filled) {
    throw new DeskError(
      'invalid',
      template.isFillable
        ? 'Something is missing in this template. Fill in each of its placeholders.'
        : 'This template has a picture, or an address to fill in, which Pagedesk cannot send. Choose another one.',
      { detail: { fields: [{ field: 'template', message: 'Fill in each placeholder.' }] } },
    )
  }
  return { template: filled, text: filledWords(template, values), parts: partsOfTemplate(template) }
}
