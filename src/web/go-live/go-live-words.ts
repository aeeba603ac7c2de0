import type { GoLiveStep } from './go-live-steps.ts'

/** What a step is called, and what is to be done in it. */
export const GO_LIVE_WORDS: Readonly<Record<GoLiveStep, { readonly name: string; readonly what: string }>> = {
  app: {
    name: 'A Facebook app',
    what: 'At developers.facebook.com make an app of the type Business, owned by your business portfolio, and add Facebook Login and Messenger to it. Start the desk with FACEBOOK_APP_ID, FACEBOOK_APP_SECRET and FACEBOOK_VERIFY_TOKEN; the secret stays on the server and is never shown.',
  },
  reachable: {
    name: 'Reachable over HTTPS',
    what: 'Facebook calls the desk at its public address, over HTTPS and with a certificate that browsers trust.',
  },
  callback: {
    name: 'Callback address and verify token',
    what: 'The desk enters both in the app by itself: when it checks, and when the first Page is confirmed. Facebook calls the address back before it takes it. To enter them by hand, choose the object Page under Webhooks.',
  },
  'app-events': {
    name: 'Events of the app',
    what: 'What Facebook is to tell the desk. Missing events are subscribed by each check.',
  },
  login: {
    name: 'Address to return to after login',
    what: 'Enter it in the app under Facebook Login, Settings, Valid OAuth Redirect URIs, letter by letter. It is ticked off once a Page is connected.',
  },
  callbacks: {
    name: 'Deauthorise and data deletion',
    what: 'Enter both in the app under Facebook Login, Settings. Facebook calls them when somebody removes the app or asks to be forgotten.',
  },
  'business-verification': {
    name: 'Business verification',
    what: 'Meta verifies your company, in Business settings under Security Centre. No program sees the result: tick it off when Meta’s mail arrives.',
  },
  review: {
    name: 'Permissions reviewed by Meta',
    what: 'Without review only people with a role on the app are heard. Ask for advanced access to each of these under App Review, and copy the text into the form.',
  },
  screencast: {
    name: 'Screencast',
    what: 'Meta wants to see each permission in use. This takes about three minutes to record.',
  },
  'live-mode': {
    name: 'Live mode',
    what: 'An app in development mode is sent no real messages, only tests. Switch it to Live in the app’s dashboard. No program sees the switch; it is ticked off when something real arrives.',
  },
  'first-message': {
    name: 'The first real message',
    what: 'Write to your Page from an account without a role on the app. It is ticked off when it arrives.',
  },
}

/** What is said of each permission to Meta's reviewers, and to whoever asks what it is for. */
export const PERMISSIONS: readonly { readonly name: string; readonly reason: string; readonly review: string }[] = [
  {
    name: 'pages_show_list',
    reason: 'Lists the Pages that an administrator can connect',
    review: 'The administrator chooses which of their Pages to connect from this list.',
  },
  {
    name: 'pages_messaging',
    reason: 'Receives and answers private messages',
    review:
      'Customers write to the Page in Messenger. Our agents see the message as a ticket and answer it within the messaging window. Answers are typed by a person.',
  },
  {
    name: 'pages_manage_metadata',
    reason: 'Subscribes the Page to events',
    review:
      'When a Page is connected we subscribe it to webhooks, so that its messages reach the desk, and we remove the subscription if the connection fails.',
  },
  {
    name: 'pages_read_engagement',
    reason: 'Reads the Page’s own posts',
    review: 'A comment is shown to our agents below the post that it was written under.',
  },
  {
    name: 'pages_read_user_content',
    reason: 'Reads comments, visitors’ posts and reviews',
    review:
      'People’s comments, posts and reviews on the Page become tickets. Before an agent answers a comment privately the desk asks whether that is possible.',
  },
  {
    name: 'pages_manage_engagement',
    reason: 'Answers, hides, likes, edits and deletes comments',
    review:
      'Agents answer comments in the Page’s name, hide and delete what breaks its rules, correct their own answers, and block whoever abuses the Page. Each is pressed by a person, and logged.',
  },
  {
    name: 'business_management',
    reason: 'Lists Pages that a business portfolio owns',
    review: 'Pages that belong to a business portfolio are missing from the list otherwise.',
  },
]

export const SCREENCAST: readonly string[] = [
  'Log in to Pagedesk as an administrator; open Settings, Channels, Add Channel, Facebook.',
  'In Facebook’s window tick one Page and leave every permission on. Back in Pagedesk, confirm the Page.',
  'From another account write to the Page in Messenger. Show that it becomes a ticket, answer it, and show the answer in Messenger.',
  'From another account comment under a post of the Page. Show the comment below its post in Pagedesk.',
  'Answer the comment publicly, hide it and show it again, then answer it privately. Show each on Facebook.',
  'Open the channel’s settings and show the events that the Page is subscribed to; disconnect the Page.',
]
