import type { GraphCall } from '../graph/call.ts'
import { asMessagingPage } from './messaging-page.ts'

/** `GET /{page}/messaging_feature_review`: what the Page once submitted; here only the registration as a news Page (docs, 2026-04). */
export function featureReview(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  return { data: access.page.isNewsPage ? [{ feature: 'subscription_messaging', status: 'approved' }] : [] }
}
