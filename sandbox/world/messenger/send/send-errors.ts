import { GraphError } from '../../graph-error.ts'

/** One refusal of the Send API: its numbers and its words. */
export type SendError = {
  readonly code: number
  readonly subcode?: number
  readonly message: string
  readonly isTransient?: boolean
  /** HTTP status; 400 unless something else was seen. */
  readonly status?: number
}

const OUTSIDE =
  '(#10) This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview'
const REVIEW =
  'Cannot message users who are not admins, developers or testers of the app until pages_messaging permission is reviewed and the app is live.'

/**
 * Every refusal of the error catalogue (Messenger Platform docs, error codes, 2026-06), by `code` or `code/subcode`. Words are those of
 * recorded answers where there are any (10/2018278, 10/2018300, 551/1545041, 200/2018028, 100/2018034 …), else those of the catalogue.
 */
export const SEND_ERRORS = {
  '1/99': { code: 1, subcode: 99, message: 'An unknown error occurred', status: 500 },
  '1/1357046': { code: 1, subcode: 1357046, message: 'Received Invalid JSON reply', status: 500 },
  '2': { code: 2, message: 'An unexpected error has occurred. Please retry your request later.', isTransient: true, status: 500 },
  '2/2018344': { code: 2, subcode: 2018344, message: '(#2) A Page admin must accept the privacy terms first' },
  '4': { code: 4, message: '(#4) Application request limit reached', isTransient: true },
  '4/2018022': { code: 4, subcode: 2018022, message: '(#4) Application request limit reached', isTransient: true },
  '4/2018354': {
    code: 4,
    subcode: 2018354,
    message: '(#4) The minimum delay between two marketing messages to this person has not passed yet',
  },
  '9/2018352': { code: 9, subcode: 2018352, message: '(#9) Too many marketing message opt-in requests' },
  '10': { code: 10, message: '(#10) Application does not have permission for this action' },
  '10/2018278': { code: 10, subcode: 2018278, message: OUTSIDE },
  '10/2534022': { code: 10, subcode: 2534022, message: OUTSIDE },
  '10/2018065': {
    code: 10,
    subcode: 2018065,
    message: '(#10) This message is sent outside of allowed window. You need News Messaging permission to be able to do it.',
  },
  '10/2018108': {
    code: 10,
    subcode: 2018108,
    message: "(#10) This Person Cannot Receive Messages: This person isn't receiving messages from you right now.",
  },
  '10/2018300': { code: 10, subcode: 2018300, message: '(#10) Message failed to send because another app is controlling this thread now.' },
  '10/2018321': {
    code: 10,
    subcode: 2018321,
    message: '(#10) Message failed to send because the person is in an automated question flow of Messenger.',
  },
  '10/2018336': { code: 10, subcode: 2018336, message: '(#10) This feature is not available for this person' },
  '10/1893015': { code: 10, subcode: 1893015, message: '(#10) The person has stopped notifications of this topic' },
  '10/1893063': {
    code: 10,
    subcode: 1893063,
    message: '(#10) Your Page is temporarily restricted from sending messages because it violated the Messenger Platform policy',
  },
  '10/1404170': { code: 10, subcode: 1404170, message: '(#10) Your Page is restricted from sending marketing message opt-in requests' },
  '17': { code: 17, message: '(#17) User request limit reached', isTransient: true },
  '32': { code: 32, message: '(#32) Page request limit reached', isTransient: true },
  '100': { code: 100, message: '(#100) Invalid parameter' },
  '100/1893061': { code: 100, subcode: 1893061, message: 'Invalid parameter' },
  '100/2018001': { code: 100, subcode: 2018001, message: '(#100) No matching user found' },
  '100/2018005': { code: 100, subcode: 2018005, message: '(#100) Incorrect number of files uploaded. Must upload exactly one file.' },
  '100/2018008': { code: 100, subcode: 2018008, message: '(#100) Failed to fetch the file from the url' },
  '100/2018014': { code: 100, subcode: 2018014, message: '(#100) You cannot send a message and a sender action in the same call' },
  '100/2018018': { code: 100, subcode: 2018018, message: '(#100) Only one of text or attachment can be specified' },
  '100/2018034': { code: 100, subcode: 2018034, message: '(#100) Message cannot be empty, must provide valid attachment or text' },
  '100/2018035': {
    code: 100,
    subcode: 2018035,
    message:
      '(#100) Incomplete element data: title and at least one other field (image url, subtitle or buttons) is required with non-empty value',
  },
  '100/2018047': { code: 100, subcode: 2018047, message: '(#100) Upload attachment failure.' },
  '100/2018074': {
    code: 100,
    subcode: 2018074,
    message: '(#100) Invalid attachment id: it is unknown, has expired, or belongs to someone else',
  },
  '100/2018109': { code: 100, subcode: 2018109, message: '(#100) Attachment size exceeds allowable limit' },
  '100/2018164': { code: 100, subcode: 2018164, message: '(#100) Invalid app id' },
  '100/2018294': { code: 100, subcode: 2018294, message: '(#100) The video could not be fetched or is corrupt' },
  '100/2018320': { code: 100, subcode: 2018320, message: '(#100) Invalid product id' },
  '100/2018328': { code: 100, subcode: 2018328, message: '(#100) The product template needs API version 8.0 or later' },
  '100/2534025': { code: 100, subcode: 2534025, message: '(#100) The comment is invalid for a private reply' },
  '100/2534037': { code: 100, subcode: 2534037, message: '(#100) Your app is not the owner of this thread' },
  '200': { code: 200, message: '(#200) Permissions error' },
  '200/1545041': {
    code: 200,
    subcode: 1545041,
    message: "(#200) Message Not Sent: This person isn't available right now.",
  },
  '200/2018021': {
    code: 200,
    subcode: 2018021,
    message:
      'Requires phone matching access fee to be paid by this page unless the recipient user is an admin, developer, or tester of the app.',
  },
  '200/2018027': { code: 200, subcode: 2018027, message: REVIEW.replace('pages_messaging', 'pages_messaging_phone_number') },
  '200/2018028': { code: 200, subcode: 2018028, message: REVIEW },
  '230': { code: 230, message: '(#230) Requires pages_messaging permission to manage the object' },
  '341': { code: 341, message: '(#341) Feed action request limit reached', isTransient: true },
  '368': { code: 368, message: '(#368) The action attempted has been deemed abusive or is otherwise disallowed' },
  '368/1390008': {
    code: 368,
    subcode: 1390008,
    message: '(#368) You are temporarily blocked from this action because it was used too fast',
  },
  '506': { code: 506, message: '(#506) Duplicate status message' },
  '551': { code: 551, message: "(#551) This person isn't receiving messages from you right now." },
  '551/1545041': { code: 551, subcode: 1545041, message: "(#551) This person isn't available right now." },
  '613': { code: 613, message: '(#613) Calls to this api have exceeded the rate limit.' },
  '613/2534040': { code: 613, subcode: 2534040, message: '(#613) Calls to this api have exceeded the rate limit.' },
  '613/1893016': { code: 613, subcode: 1893016, message: '(#613) This person was already asked to opt in to this topic' },
  '613/2018338': { code: 613, subcode: 2018338, message: '(#613) Too many tagged messages were sent to this person' },
  '1200': { code: 1200, message: 'Temporary send message failure. Please try again later.' },
  '1705': { code: 1705, message: '(#1705) There was an error posting to this wall' },
  '2022': { code: 2022, message: '(#2022) Sending messages was disabled for your Page after it violated the Messenger Platform policy' },
  '10303': { code: 10303, message: 'Invalid account_linking_token' },
  '10900': { code: 10900, message: '(#10900) Activity already replied to' },
  '10903': { code: 10903, message: "(#10903) This user can't reply to this activity" },
  '80001': {
    code: 80001,
    message: '(#80001) There have been too many calls to this Page account. Wait a bit and try again.',
    isTransient: true,
  },
  '80006': {
    code: 80006,
    message: '(#80006) There have been too many calls to this Messenger account. Wait a bit and try again.',
    isTransient: true,
  },
  '2018171': { code: 100, subcode: 2018171, message: '(#100) Only the primary receiver may do this' },
  '2018218': { code: 100, subcode: 2018218, message: '(#100) No profile available for this user.' },
  '2018234': { code: 100, subcode: 2018234, message: '(#100) Only a secondary receiver may do this' },
  '2018247': { code: 100, subcode: 2018247, message: '(#100) Insufficient permission to access user profile.' },
  '9000001': { code: 100, subcode: 9000001, message: '(#100) The message was deleted by the user or the business' },
} as const satisfies Readonly<Record<string, SendError>>

export type SendErrorName = keyof typeof SEND_ERRORS

/** A name as people write it: `10/2018278`, or the subcode alone of those that the catalogue lists alone (`2018300`). */
export function sendErrorNamed(name: string): SendErrorName | undefined {
  const names = Object.keys(SEND_ERRORS) as SendErrorName[]
  return names.find((known) => known === name) ?? names.find((known) => known.endsWith(`/${name}`))
}

/** The refusal of that name, ready to be thrown; also what a fault of that name answers. */
export function sendError(name: SendErrorName): GraphError {
  const { code, subcode, message, isTransient, status }: SendError = SEND_ERRORS[name]
  return new GraphError(
    {
      message,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      ...(isTransient === undefined ? {} : { is_transient: isTransient }),
    },
    status ?? 400,
  )
}
