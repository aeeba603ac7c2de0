/** The permissions whose grant is bound to chosen Pages. */
export function isPageScope(scope: string): boolean {
  return scope.startsWith('pages_') || scope === 'read_insights' || scope === 'page_utility_messaging'
}

/** The permissions whose grant is bound to chosen businesses. */
export function isBusinessScope(scope: string): boolean {
  return scope === 'business_management'
}

/** Permissions beyond Pages that clients ask for; they can be granted, what they open is not all built. */
const BEYOND_PAGES: Readonly<Record<string, string>> = {
  user_age_range: 'Receive your age range',
  user_birthday: 'Receive your birthday',
  user_friends: 'Receive the list of your friends who use the app',
  user_gender: 'Receive your gender',
  user_hometown: 'Receive your hometown',
  user_likes: 'Receive your likes',
  user_link: 'Receive the link to your profile',
  user_location: 'Receive your current city',
  user_photos: 'Receive your photos',
  user_posts: 'Receive your posts',
  user_videos: 'Receive your videos',
  ads_management: 'Manage ads for the ad accounts you have access to',
  ads_read: 'Read ads and statistics of your ad accounts',
  catalog_management: 'Manage your product catalogues',
  leads_retrieval: 'Read leads of your ads',
  instagram_basic: 'Read the Instagram account connected to your Page',
  instagram_content_publish: 'Upload media to the Instagram account connected to your Page',
  instagram_manage_comments: 'Manage comments of the Instagram account connected to your Page',
  instagram_manage_insights: 'Read insights of the Instagram account connected to your Page',
  instagram_manage_messages: 'Manage messages of the Instagram account connected to your Page',
  publish_video: 'Publish live videos',
  whatsapp_business_management: 'Manage your WhatsApp business accounts',
  whatsapp_business_messaging: 'Manage messages of your WhatsApp business accounts',
}

/** What the login dialog can ask for, with the words on its switches. */
export const PERMISSIONS: Readonly<Record<string, string>> = {
  public_profile: 'Receive your name and profile picture',
  email: 'Receive your email address',
  business_management: 'Manage your business',
  pages_show_list: 'Show a list of the Pages you manage',
  pages_messaging: 'Manage and access Page conversations in Messenger',
  pages_manage_metadata: 'Manage accounts, settings and webhooks for a Page',
  pages_read_engagement: 'Read content posted on the Page',
  pages_read_user_content: 'Read user content on your Page',
  pages_manage_engagement: 'Create and manage comments on your Page',
  pages_manage_posts: 'Create and manage content on your Page',
  pages_manage_ads: 'Manage ads of your Page',
  pages_manage_cta: 'Manage the call-to-action button of your Page',
  pages_utility_messaging: 'Send utility messages for your Page',
  page_utility_messaging: 'Send utility messages for your Page',
  pages_user_gender: 'Read the gender of people who write to your Page',
  pages_user_locale: 'Read the language of people who write to your Page',
  pages_user_timezone: 'Read the time zone of people who write to your Page',
  read_insights: 'Access your Page insights',
  ...BEYOND_PAGES,
}
