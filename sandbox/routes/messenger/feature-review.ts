import { asPage, canMessage } from '../../world/login/permissions.ts'
import type { GraphCall } from '../graph/call.ts'

/** `GET /{page}/messaging_feature_review`: what the Page once submitted; here only the registration as a news Page (docs, 2026-04). */
export function featureReview(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  canMessage(access)
  return { data: access.page.isNewsPage ? [{ feature: 'subscription_messaging', status: 'approved' }] : [] }
}
