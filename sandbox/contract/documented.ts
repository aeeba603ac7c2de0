/** Doors beside the node tables, named in titles like endpoints: `/` with `ids` or `batch`, and what every path answers. */
export const OTHER_DOORS: readonly string[] = ['GET /dialog/oauth', 'GET /', 'POST /', 'HEAD /me', 'OPTIONS /me']

/** What `feed` webhooks tell of. */
export const FEED_ITEMS: readonly string[] = ['comment', 'status', 'post', 'photo', 'video', 'share', 'reaction', 'like'].map(
  (item) => `feed ${item}`,
)

/** Endpoints that the Page and Messenger documentation names and the sandbox does not have, kept by hand. */
export const NOT_THERE: Readonly<Record<string, string>> = {
  'POST /{page}/videos': 'uploading films, in one piece or in parts',
  'POST /{page}/video_reels': 'uploading reels',
  'POST /{page}/live_videos': 'live films',
  'GET /{page}/albums': 'albums of photos',
  'GET /{page}/events': 'events',
  'GET /{page}/leadgen_forms': 'lead forms and their answers',
  'GET /{page}/instagram_accounts': 'Instagram accounts of a Page, and all of Instagram',
  'GET /{page}/settings': 'settings of a Page',
  'POST /{page}': 'changing a Page',
  'POST /{page}/assigned_users': 'giving roles on a Page; a control does it',
  'POST /{page}/setup': 'the first settings of a Page',
  'GET /{post}/insights': 'figures of a post; those of Messenger are in /{page}/insights',
  'GET /{post}/sharedposts': 'who shared a post',
  'GET /{user}/ids_for_pages': 'PSIDs of a person who logged in',
  'GET /{psid}/ids_for_apps': 'app-scoped ids of a person who wrote',
  'POST /{page}/messenger_codes': 'ended by Facebook in 2019',
  'POST /{page}/thread_settings': 'ended by Facebook in 2018',
  'POST /{page}/unlink_accounts': 'account linking by token',
  'GET /search': 'search',
  'GET /pages/search': 'search among Pages',
}
