import { given, type Input, object, text } from './input.ts'

/**
 * How a person came to the thread (Messenger Platform docs, messaging_referrals, 2026-06): `ref`, `source` (SHORTLINK by default,
 * ADS with an `ad_id`), `type`, `ad_id`, `ads_context_data`, `referer_uri`, `is_guest_user`; other members go along as they are.
 */
export function referralIn(input: Input): Record<string, unknown> {
  const { page_id: _page, person_id: _person, timestamp: _timestamp, ...rest } = input
  const adId = text(input, 'ad_id')
  return given({
    ...rest,
    ref: text(input, 'ref'),
    ad_id: adId,
    source: text(input, 'source') ?? (adId === undefined ? 'SHORTLINK' : 'ADS'),
    type: text(input, 'type') ?? 'OPEN_THREAD',
    ads_context_data: object(input, 'ads_context_data'),
  })
}
