import type { DoctorStep } from '#domain/channels/doctor.ts'
import { keyCauseWords, keyCureWords } from '#domain/channels/key-cause.ts'
import type { Diagnosis } from '../api/types.ts'
import { dayAndTime } from '../ui/format-time.ts'
import { permissionNames } from './permission-words.ts'

export const STEP_NAMES: Readonly<Record<DoctorStep, string>> = {
  reachable: 'The desk is reachable',
  app: 'Facebook knows the app',
  callback: 'Facebook calls this desk',
  'app-events': 'The app receives events',
  live: 'The app is live',
  key: 'Key',
  proof: 'Proof of the app’s secret',
  permissions: 'Permissions',
  tasks: 'Tasks on the Page',
  'page-events': 'The Page sends events',
  conversations: 'Conversations are ours',
  deliveries: 'Something arrived',
  sending: 'Last reply sent',
  clock: 'Clock',
}

/** How a step stands, in a few words beside its name. */
export function shortWords(diagnosis: Diagnosis): string {
  const { verdict, finding } = diagnosis
  if (verdict === 'skipped') {
    return 'after the steps before'
  }
  return SHORT[finding]?.(diagnosis) ?? (verdict === 'bad' ? 'broken' : 'look at it')
}

const SHORT: Partial<Record<Diagnosis['finding'], (found: Diagnosis) => string>> = {
  'not-checked': () => 'not checked yet',
  'not-told': () => 'Facebook did not answer',
  missing: ({ names = [] }) => `${names.length} missing`,
  mended: ({ names = [] }) => `${names.length} mended`,
  ends: ({ at }) => `until${on(at)}`,
  'this-machine': () => 'on this machine',
  shared: ({ count = 0 }) => `${count} with another app`,
  off: ({ seconds = 0 }) => `${Math.abs(seconds)} s off`,
  'nothing-yet': ({ step }) => (step === 'live' ? 'look in the app’s dashboard' : 'nothing yet'),
  works: ({ step, at }) => worksWords(step, at),
}

function worksWords(step: DoctorStep, at: string | undefined): string {
  const when = at === undefined ? undefined : dayAndTime(new Date(at))
  switch (step) {
    case 'key':
      return 'until revoked'
    case 'permissions':
      return 'all granted'
    case 'reachable':
      return when === undefined ? 'works' : `certificate until ${when}`
    case 'tasks':
      return when === undefined ? 'all' : `all, at the login of ${when}`
    case 'live':
      return 'real events arrive'
    default:
      return when ?? 'works'
  }
}

export type Explanation = {
  /** What is wrong and what to do now. */
  readonly words: string
  /** A button that mends it. */
  readonly cure?: 'login' | 'grant' | 'check'
  /** What the desk’s own words cannot say better. */
  readonly codes?: string
}

/** `person`: who connected the Page. */
type About = { readonly publicUrl: string; readonly person: string | undefined }

/** What is to be known of a step that does not work, or may not soon; undefined where there is nothing. */
export function explanationOf(diagnosis: Diagnosis, about: About): Explanation | undefined {
  if (diagnosis.verdict !== 'bad' && diagnosis.verdict !== 'warn') {
    return undefined
  }
  const codes = codesOf(diagnosis)
  const explained = EXPLAINED[diagnosis.finding]?.({ ...diagnosis, ...about }) ?? { words: 'Check again.', cure: 'check' }
  return { ...explained, ...(codes === undefined ? {} : { codes }) }
}

type Found = Diagnosis & About

/** What is wrong and what to do now, by what was found. */
const EXPLAINED: Partial<Record<Diagnosis['finding'], (found: Found) => Explanation>> = {
  'plain-http': ({ publicUrl }) => ({
    words: `${publicUrl} has no HTTPS, and Facebook calls nothing else. Put a proxy with a certificate before the desk, and set PUBLIC_URL to its address.`,
  }),
  'bad-certificate': ({ publicUrl, why = 'untrusted' }) => ({
    words: `The certificate of ${publicUrl} is not trusted (${why}), so Facebook refuses to call it. Renew it, with its whole chain.`,
  }),
  'someone-else': ({ publicUrl, code = 0 }) => ({
    words: `At ${publicUrl} something else answers (status ${code}), not this desk. Look at PUBLIC_URL and at what the proxy passes on.`,
  }),
  'not-reached': ({ publicUrl, why = 'no answer' }) => ({
    words: `The desk does not reach itself at ${publicUrl} (${why}). From inside some networks that is so although the world reaches it: as long as events arrive, nothing is wrong.`,
  }),
  elsewhere: ({ url = 'another address' }) => ({
    words: `Facebook sends this app’s events to ${url}. Another desk or program uses the same app: give this desk an app of its own, or check again to have the events come here.`,
    cure: 'check',
  }),
  none: () => ({
    words: 'Facebook has no address to send this app’s events to, and did not take this desk’s. Check again to enter it once more.',
    cure: 'check',
  }),
  missing: ({ step, names = [] }) => (step === 'permissions' ? permissionWords(names) : eventWords(step, names)),
  refused: ({ step }) => refusedWords(step),
  'key-dead': ({ cause = 'unknown', person }) => ({ words: `${keyCauseWords(cause, person)} ${keyCureWords(cause)}`, cure: 'login' }),
  'key-unreadable': () => ({
    words:
      'The desk was started with another encryption key than the one this Page was connected with. Start it with the right one (ENCRYPTION_KEY), or log in again.',
    cure: 'login',
  }),
  'no-key': () => ({ words: 'The Page was disconnected, and its key destroyed. Log in to connect it again.', cure: 'login' }),
  ends: ({ at }) => ({ words: `The key expires${on(at)}. Log in before that, and nothing is interrupted.`, cure: 'login' }),
  silent: ({ at, count = 0 }) => ({
    words: `Nothing came from Facebook since${on(at)}, longer than the ${count} h that are set. If the steps before work it may be a quiet day; Compare now, below, fetches what is missing.`,
    cure: 'check',
  }),
  shared: ({ count = 0 }) => ({
    words: `Another app, or the Page’s own inbox, answers in ${count === 1 ? 'one conversation' : `${count} conversations`}; what the desk sends there Facebook may refuse. Each of these tickets says so.`,
  }),
  blocked: () => ({
    words:
      'Facebook stopped this Page from sending. Only Facebook ends that; look at Page Quality at Facebook. What customers write still arrives.',
  }),
  failed: ({ at }) => ({
    words: `What was to be sent last,${on(at)}, did not go. Its ticket says why; Needs attention lists all of them.`,
  }),
  off: ({ seconds = 0 }) => ({
    words: `This machine’s clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} Facebook’s, so reply windows are counted wrong. Switch on time synchronisation (NTP).`,
  }),
}

function on(at: string | undefined): string {
  return at === undefined ? '' : ` ${dayAndTime(new Date(at))}`
}

function permissionWords(names: readonly string[]): Explanation {
  return {
    words: `Facebook did not grant ${permissionNames(names)}. Grant it in Facebook’s window; what it is not needed for works on.`,
    cure: 'grant',
  }
}

function eventWords(step: DoctorStep, names: readonly string[]): Explanation {
  const what = names.length === 1 ? 'this event' : 'these events'
  const where = step === 'page-events' ? 'of this Page' : 'to this app'
  return {
    words: `Facebook does not send ${what} ${where}: ${names.join(', ')}. The desk subscribed again, and Facebook did not follow.`,
    cure: 'check',
  }
}

function refusedWords(step: DoctorStep): Explanation {
  switch (step) {
    case 'app':
      return {
        words:
          'Facebook does not accept the app: FACEBOOK_APP_ID and FACEBOOK_APP_SECRET do not belong together, or the app was removed. Copy both from the app’s settings and start the desk again.',
      }
    case 'key':
      return {
        words: 'Facebook refused to answer with this key, and did not say that it is dead. If checking again tells the same, log in again.',
        cure: 'login',
      }
    default:
      return { words: 'Facebook refused to tell. Check again; if it stays so, log in again.', cure: 'check' }
  }
}

function codesOf({ finding, code, subcode }: Diagnosis): string | undefined {
  return code === undefined || finding === 'someone-else'
    ? undefined
    : `Facebook: ${[code, subcode].filter((number) => number !== undefined).join(' / ')}`
}

/** How many steps work, and which is the first that does not. */
export function summaryWords(steps: readonly Diagnosis[]): string {
  const broken = steps.find(({ verdict }) => verdict === 'bad')
  if (broken) {
    return `“${STEP_NAMES[broken.step]}” is the first broken step`
  }
  const working = steps.filter(({ verdict }) => verdict === 'ok').length
  return `${working} of ${steps.length} steps work`
}
