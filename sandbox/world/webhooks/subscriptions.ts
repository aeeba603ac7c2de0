import { oauthError } from '../graph-error.ts'
import type { PageAccess } from '../login/tokens.ts'
import { type App, type AppSubscription, type Page, tell, type World } from '../world.ts'
import { forgetFailure } from './failures.ts'

/** Fields of the `page` object that a Page can be subscribed to (enum of the Business SDK for Node.js v26.0.0). */
export const PAGE_FIELDS: readonly string[] = `
  messages messaging_postbacks messaging_optins messaging_optouts message_deliveries message_reads message_echoes
  message_edits message_reactions messaging_referrals messaging_handovers standby messaging_policy_enforcement
  messaging_account_linking messaging_feedback messaging_game_plays messaging_customer_information message_context
  messaging_in_thread_lead_form_submit messaging_appointments messaging_integrity business_integrity
  marketing_message_clicks marketing_message_delivery_failed marketing_message_echoes marketing_message_read
  messaging_payments messaging_pre_checkouts messaging_checkout_updates messaging_direct_sends
  messaging_fblogin_account_linking message_mention otp_verification calls call_permission_reply call_settings_update
  response_feedback send_cart message_template_status_update inbox_labels feed mention ratings live_videos videos leadgen
  group_feed conversations follow name picture page_change_proposal page_upcoming_change
  about affiliation attire awards bio birthday category checkins company_overview culinary_team current_location
  description email founded general_info general_manager hometown hours location members merchant_review mission parking
  payment_options personal_info personal_interests phone price_range product_review products public_transit
  publisher_subscriptions feature_access_list website
`
  .trim()
  .split(/\s+/)

export function subscribePage(world: World, access: PageAccess, fields: readonly string[]): void {
  checkFields('subscribed_fields', fields)
  if (fields.some((field) => field.startsWith('messag')) && !access.grant.scopes.includes('pages_messaging')) {
    throw oauthError(200, '(#200) To subscribe to the messages field, one of these permissions is needed: pages_messaging')
  }
  access.page.subscribedApps.set(access.app.id, fields)
  forgetFailure(world, access.app.id, access.page.id)
  tell(world, { type: 'state' })
}

export function unsubscribePage(world: World, page: Page, appId: string): void {
  page.subscribedApps.delete(appId)
  tell(world, { type: 'state' })
}

/** Keeps an app-level subscription; the callback must already have answered the handshake. */
export function subscribeApp(world: World, app: App, subscription: AppSubscription): void {
  app.subscriptions.set(subscription.object, subscription)
  tell(world, { type: 'state' })
}

export function unsubscribeApp(world: World, app: App, wish: { object: string | undefined; fields: readonly string[] | undefined }): void {
  for (const [object, subscription] of app.subscriptions) {
    if (wish.object !== undefined && wish.object !== object) {
      continue
    }
    const left = subscription.fields.filter((field) => wish.fields !== undefined && !wish.fields.includes(field))
    if (left.length === 0) {
      app.subscriptions.delete(object)
    } else {
      app.subscriptions.set(object, { ...subscription, fields: left })
    }
  }
  tell(world, { type: 'state' })
}

export function checkFields(parameter: string, fields: readonly string[]): void {
  const wrong = fields.findIndex((field) => !PAGE_FIELDS.includes(field))
  if (wrong >= 0) {
    throw oauthError(100, `(#100) Param ${parameter}[${wrong}] must be one of {${PAGE_FIELDS.join(', ')}}`)
  }
}
