import type { SavedAttachment } from './send/attachments.ts'
import type { Label } from './labels.ts'
import type { MessengerProfile, PersistentMenu } from './messenger-profile.ts'
import type { Moderation } from './moderation.ts'
import type { NotificationToken, UserRef } from './opt-ins.ts'
import type { Barrier } from './send/barriers.ts'
import type { NlpConfig } from './nlp.ts'
import type { Persona } from './personas.ts'
import type { Routing } from './handover/routing.ts'
import type { UtilityTemplate } from './templates/utility-templates.ts'
import type { WebhookFailure } from '../webhooks/failures.ts'

/** What Messenger knows beside the threads; each part is kept by the file of its name. */
export type Messenger = {
  /** Message id → PSID of the thread it stands in. */
  readonly threadOf: Map<string, string>
  /** Files kept for sending again, by attachment id. */
  readonly attachments: Map<string, SavedAttachment>
  readonly personas: Map<string, Persona>
  readonly utilityTemplates: Map<string, UtilityTemplate>
  /** One-time and recurring notification tokens by their value: opt-ins make them, sends use them. */
  readonly tokens: Map<string, NotificationToken>
  /** `user_ref` of a checkbox plugin → who ticked it. */
  readonly userRefs: Map<string, UserRef>
  /** Page, person or PSID → what sends there run into. */
  readonly barriers: Map<string, Barrier>
  /** Page id → which app answers there when none was given the thread. */
  readonly routing: Map<string, Routing>
  /** Page id → its Messenger profile. */
  readonly profiles: Map<string, MessengerProfile>
  /** PSID → the persistent menu made for this person alone. */
  readonly userMenus: Map<string, readonly PersistentMenu[]>
  /** Page id → when its profile was last written (ms), for the limit. */
  readonly profileWrites: Map<string, readonly number[]>
  /** Page id → its built-in language processing, once it was set. */
  readonly nlp: Map<string, NlpConfig>
  readonly labels: Map<string, Label>
  /** `app page` → since when webhooks to that app fail for that Page. */
  readonly webhookFailures: Map<string, WebhookFailure>
  /** PSID → what the Page did to this person. */
  readonly moderated: Map<string, Moderation>
}

export function newMessenger(): Messenger {
  return {
    threadOf: new Map(),
    attachments: new Map(),
    personas: new Map(),
    utilityTemplates: new Map(),
    tokens: new Map(),
    userRefs: new Map(),
    barriers: new Map(),
    routing: new Map(),
    profiles: new Map(),
    userMenus: new Map(),
    profileWrites: new Map(),
    nlp: new Map(),
    labels: new Map(),
    webhookFailures: new Map(),
    moderated: new Map(),
  }
}
