import { oauthError } from '../../graph-error.ts'
import { newObjectId } from '../../ids.ts'
import type { PageAccess } from '../../login/tokens.ts'
import { announceChange } from '../../webhooks/webhooks.ts'
import { tell, type World } from '../../world.ts'
import { checkLength, type Json } from '../send/reading.ts'
import { rejectionOf, type TemplateRejection } from './template-review.ts'

export type TemplateStatus = 'APPROVED' | 'PENDING' | 'REJECTED' | 'DISABLED'

/** A template from which utility messages are made; one for each name and language. */
export type UtilityTemplate = {
  readonly id: string
  readonly pageId: string
  readonly name: string
  readonly language: string
  readonly category: 'UTILITY'
  readonly format: 'POSITIONAL' | 'NAMED'
  readonly components: readonly Json[]
  status: TemplateStatus
  rejection: TemplateRejection | undefined
  readonly createdAt: number
}

export type TemplateWish = Pick<UtilityTemplate, 'pageId' | 'name' | 'language' | 'format' | 'components'>

const NAME = 512

/** The docs spell the permission in two ways. */
export function mayUseTemplates({ grant }: PageAccess): boolean {
  return grant.scopes.some((scope) => /^pages?_utility_messaging$/.test(scope))
}

/**
 * Makes a template and reviews it at once, or leaves it PENDING for a control (`settings.templateReview`). Its review comes back as
 * `message_template_status_update`. Throws 100 for a name that is not lower case letters, digits and `_`, or that is taken.
 */
export function createTemplate(world: World, wish: TemplateWish): UtilityTemplate {
  checkLength(wish.name, NAME, 'name')
  if (!/^[a-z0-9_]+$/.test(wish.name)) {
    throw oauthError(100, '(#100) Param name may only hold lower case letters, digits and underscores')
  }
  if (templatesOf(world, wish.pageId).some(({ name, language }) => name === wish.name && language === wish.language)) {
    throw oauthError(100, '(#100) There is already a template with this name and language')
  }
  const template: UtilityTemplate = {
    id: newObjectId(),
    ...wish,
    category: 'UTILITY',
    status: 'PENDING',
    rejection: undefined,
    createdAt: world.clock.now(),
  }
  world.state.messenger.utilityTemplates.set(template.id, template)
  if (world.state.settings.templateReview === 'at_once') {
    const rejection = rejectionOf(template)
    decide(world, template, { status: rejection ? 'REJECTED' : 'APPROVED', rejection })
  }
  return template
}

/** The outcome of a review; the app is told, in the form of WhatsApp's webhook of the same name: the Page's own is not documented. */
export function decide(
  world: World,
  template: UtilityTemplate,
  outcome: { readonly status: TemplateStatus; readonly rejection?: TemplateRejection | undefined },
): void {
  template.status = outcome.status
  template.rejection = outcome.rejection
  tell(world, { type: 'state' })
  announceChange(
    world,
    { pageId: template.pageId, field: 'message_template_status_update', at: world.clock.now() },
    {
      event: template.status,
      message_template_id: Number(template.id),
      message_template_name: template.name,
      message_template_language: template.language,
      reason: template.rejection ?? 'NONE',
    },
  )
}

/** The Page's templates, the newest first. */
export function templatesOf(world: World, pageId: string): UtilityTemplate[] {
  return [...world.state.messenger.utilityTemplates.values()].filter((each) => each.pageId === pageId).toReversed()
}

export function deleteTemplates(world: World, templates: readonly UtilityTemplate[]): void {
  for (const { id } of templates) {
    world.state.messenger.utilityTemplates.delete(id)
  }
  tell(world, { type: 'state' })
}

export function componentOf(template: Pick<UtilityTemplate, 'components'>, type: string): Json | undefined {
  return template.components.find((each) => String(each['type']).toUpperCase() === type)
}

export function componentText(component: Json | undefined): string {
  return typeof component?.['text'] === 'string' ? component['text'] : ''
}
