import type { Page } from '../../world/world.ts'
import type { FieldTable } from '../graph/fields.ts'

/**
 * Fields of a Page that show what its "About" holds, or nothing while that is empty (Page reference, v26). `PATCH pages/{id}` with
 * `details` fills them.
 */
const EMPTY_UNTIL_TOLD = `
  ad_campaign affiliation app_id artists_we_like attire available_promo_offer_ids awards band_interests band_members
  breaking_news_usage built copyright_attribution_insights connected_page_backed_instagram_account does_viewer_have_page_permission_link_ig keywords
  leadgen_tos_accepting_user messenger_ads_default_icebreakers messenger_ads_default_quick_replies messenger_ads_quick_replies_type
  mini_shop_storefront promotion_ineligible_reason recipient best_page bio birthday booking_agent business category_description company_overview
  connected_instagram_account contact_address copyright_whitelisted_ig_partners cover culinary_team current_location
  delivery_and_pickup_option_info description description_html differently_open_offerings directed_by display_subtext
  displayed_message_response_time emails engagement featured_video features food_styles founded general_info general_manager genre
  global_brand_root_id hometown hours impressum influences instagram_business_account leadgen_tos_acceptance_time location members
  merchant_id merchant_review_status messaging_feature_status mission mpg network overall_star_rating owner_business page_token
  parent_page parking payment_options personal_info personal_interests pharma_safety_info phone pickup_options place_type plot_outline
  preferred_audience press_contact price_range privacy_info_url produced_by products public_transit record_label release_date
  restaurant_services restaurant_specialties schedule screenplay_by season single_line_address starring start_info store_code
  store_location_descriptor store_number studio temporary_status user_access_expire_time voip_info website whatsapp_number written_by
`
  .trim()
  .split(/\s+/)

/** Fields that always have a value. */
const ALWAYS: Readonly<Record<string, unknown>> = {
  can_checkin: false,
  can_post: true,
  checkins: 0,
  country_page_likes: 0,
  fan_count: 0,
  followers_count: 0,
  has_added_app: true,
  has_lead_access: { can_access_lead: true },
  has_transitioned_to_new_page_experience: true,
  has_whatsapp_business_number: false,
  has_whatsapp_number: false,
  is_always_open: false,
  is_calling_eligible: false,
  is_chain: false,
  is_community_page: false,
  is_eligible_for_branded_content: false,
  is_eligible_for_disable_connect_ig_btn_for_non_page_admin_am_web: false,
  is_messenger_bot_get_started_enabled: false,
  is_messenger_platform_bot: true,
  is_owned: true,
  is_permanently_closed: false,
  is_unclaimed: false,
  is_verified: false,
  leadgen_tos_accepted: false,
  new_like_count: 0,
  offer_eligible: false,
  promotion_eligible: true,
  rating_count: 0,
  supports_donate_button_in_live_video: false,
  talking_about_count: 0,
  unread_notif_count: 0,
  verification_status: 'not_verified',
  were_here_count: 0,
}

/** The documented fields of a Page that nothing else in the sandbox needs. */
export function pageDetails(): FieldTable<Page> {
  return TABLE
}

const TABLE: FieldTable<Page> = Object.fromEntries(
  [...EMPTY_UNTIL_TOLD, ...Object.keys(ALWAYS)].map((name) => [name, (page: Page) => page.details[name] ?? ALWAYS[name]]),
)
