import type { RefusalReach, SendFailureReason } from '#domain/acts/outcome.ts'
import type { GraphRefusal } from '../graph/graph-answer.ts'
import { meaningOf } from '../graph/refusal-meaning.ts'

/** What a refusal leads to. What reasons mean in words, and what to do, is told where they are shown. */
export type Verdict = {
  /** `retry`: only for what Facebook refuses before it acts: what is tried again must not be there already. */
  readonly kind: 'failed' | 'retry' | 'unconfirmed'
  readonly reason: SendFailureReason
  readonly reach: RefusalReach
}

const verdict =
  (kind: Verdict['kind']) =>
  (reason: SendFailureReason, reach: RefusalReach): Verdict => ({ kind, reason, reach })
const [failed, retry, doubt] = [verdict('failed'), verdict('retry'), verdict('unconfirmed')]

const SLOW_DOWN = retry('rate-limited', 'channel')
const CLOSED = failed('window-closed', 'person')
const AWAY = failed('person-unavailable', 'person')
const RESTRICTED = failed('page-restricted', 'channel')
const FILE = failed('file-refused', 'message')
const ELSEWHERE = failed('thread-owned-elsewhere', 'person')
const NO_PRIVATE_REPLY = failed('not-answerable', 'message')
const GONE = failed('gone', 'message')
const REFUSED = failed('refused', 'message')

/** Messenger Platform docs, error codes, 2026-06: `code/subcode` first, then the code alone. */
const REFUSALS: Readonly<Record<string, Verdict>> = {
  // Of 1, 2 and 1200 nobody says whether Facebook acted before it failed: docs/decisions/0022.
  '1': doubt('facebook-unwell', 'message'),
  // "Messages may have been sent although the call failed."
  '1/1357046': doubt('no-answer', 'message'),
  '2': doubt('facebook-unwell', 'message'),
  '2/2018344': failed('terms-not-accepted', 'channel'),
  '1200': doubt('facebook-unwell', 'message'),
  // Limits: of the app, of the person behind the key, of the Page, of its feed, of one API.
  '4': SLOW_DOWN,
  '4/2018022': SLOW_DOWN,
  '17': SLOW_DOWN,
  '32': SLOW_DOWN,
  '341': SLOW_DOWN,
  '613': SLOW_DOWN,
  '613/2534040': SLOW_DOWN,
  '80001': SLOW_DOWN,
  '80006': SLOW_DOWN,
  // Limits of what one person gets: asked for again at once they would be refused again.
  '4/2018354': failed('rate-limited', 'person'),
  '9/2018352': failed('rate-limited', 'person'),
  '613/1893016': failed('refused', 'person'),
  '613/2018338': failed('rate-limited', 'person'),
  '10': failed('permission-missing', 'channel'),
  '10/2018278': CLOSED,
  '10/2534022': CLOSED,
  '10/2018065': CLOSED,
  '10/2018108': AWAY,
  '10/1893063': RESTRICTED,
  '10/1404170': RESTRICTED,
  '10/1893015': failed('refused', 'person'),
  '10/2018336': failed('refused', 'person'),
  '100/33': GONE,
  '100/2018292': GONE,
  '100/2018001': AWAY,
  '100/2018008': FILE,
  '100/2018047': FILE,
  '100/2018074': FILE,
  '100/2018109': FILE,
  '100/2018294': FILE,
  '100/2018014': REFUSED,
  '100/2018164': failed('refused', 'login'),
  '100/2534037': ELSEWHERE,
  '200': failed('permission-missing', 'channel'),
  '200/1545041': AWAY,
  '200/2018028': failed('permission-missing', 'channel'),
  '200/2018021': failed('refused', 'person'),
  '200/2018027': failed('refused', 'person'),
  '230': failed('permission-missing', 'channel'),
  '368': RESTRICTED,
  '368/1390008': RESTRICTED,
  '506': REFUSED,
  '551': AWAY,
  '551/1545041': AWAY,
  '1705': failed('refused', 'login'),
  '2022': RESTRICTED,
  '10303': failed('refused', 'login'),
  // Private replies, 2026-04, and Comments reference, 2026-04.
  '10900': failed('answered-privately', 'message'),
  '10902': NO_PRIVATE_REPLY,
  '10903': NO_PRIVATE_REPLY,
  '100/2534025': NO_PRIVATE_REPLY,
}

/** Numbers that the docs list without saying whether they come as code or as subcode. */
const REFUSALS_BY_EITHER: Readonly<Record<number, Verdict>> = {
  2_018_171: ELSEWHERE,
  2_018_234: ELSEWHERE,
  2_018_300: ELSEWHERE,
  // It ends by itself.
  2_018_321: retry('in-automated-chat', 'person'),
  9_000_001: GONE,
}

/** Every refusal has a verdict: by its numbers where these are listed, else by what its code means for any call. */
export function verdictOf(refusal: Pick<GraphRefusal, 'code' | 'subcode' | 'isTransient'>): Verdict {
  const { code, subcode } = refusal
  const exact = subcode === undefined ? undefined : (REFUSALS[`${code}/${subcode}`] ?? REFUSALS_BY_EITHER[subcode])
  return exact ?? REFUSALS_BY_EITHER[code] ?? REFUSALS[String(code)] ?? byMeaning(refusal)
}

function byMeaning(refusal: Pick<GraphRefusal, 'code' | 'isTransient'>): Verdict {
  switch (meaningOf(refusal)) {
    case 'permission-missing':
      return failed('permission-missing', 'channel')
    case 'facebook-unwell':
      return doubt('facebook-unwell', 'message')
    case 'rate-limited':
      return SLOW_DOWN
    case 'key-dead':
    case 'other':
      return REFUSED
  }
}
