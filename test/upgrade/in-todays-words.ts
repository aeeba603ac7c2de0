import type { Answers, Look, Office, Told } from './restore.ts'

type Whole = Look & Office

/** The placeholder whose raw piece says `"action": "unreact"`. */
const TAKEN_BACK = '01a2237f-91c9-73a1-acff-df71eb3c3721'

/**
 * What 0.1.0 answered, as this version says the same. Each step names what is said otherwise now, and why; whatever is
 * not named here must not have changed.
 */
export function inTodaysWords(answers: Answers): { readonly anna: Whole; readonly nora: Whole } {
  return { anna: translate(answers.anna), nora: translate(answers.nora) }
}

function translate(before: Whole): Whole {
  return {
    ...before,
    session: { ...before.session, permissions: list(before.session['permissions']).flatMap(permission) },
    folders: folders(before),
    tickets: before.tickets.map((ticket) => ({ ...ticket, client: unpictured(ticket['client']), lastMessage: lastSaid(before, ticket) })),
    clients: before.clients.map(unpictured),
    messages: Object.fromEntries(Object.entries(before.messages).map(([number, lines]) => [number, lines.map(line)])),
    mails: before.mails.map(mail),
    channels: before.channels.map((one) => unpictured(channel(one))),
  }
}

/** No browser is led to Facebook for a picture any more: there is none until the desk has a copy of its own. */
function unpictured(one: unknown): Told {
  return isRecord(one) ? { ...one, pictureUrl: null } : {}
}

/** A comment is what stands on Facebook's wall: ours are internal comments. Whoever writes to customers moderates what they write in public, too. */
function permission(name: unknown): unknown {
  switch (name) {
    case 'ticket.comment':
      return 'ticket.comment-internally'
    case 'ticket.reply':
      return [name, 'comment.moderate']
    default:
      return name
  }
}

/** "All" left out what was closed, spam or deleted, and is compared by itself. */
function folders({ folders: { all: _all, ...others }, tickets }: Whole): Look['folders'] {
  return Object.fromEntries(Object.entries(others).map(([name, folder]) => [name, inTodaysOrder(folder, tickets)]))
}

/** By window, what has no open one comes last as before, but of these the newest activity first: they stood in no order that was told. */
export function inTodaysOrder({ activity, expiring }: Look['folders'][string], tickets: readonly Told[]): Look['folders'][string] {
  const isOpen = (id: string): boolean => tickets.some((ticket) => ticket['id'] === id && closesAt(ticket) > Date.now())
  return { activity, expiring: [...expiring.filter(isOpen), ...activity.filter((id) => !isOpen(id))] }
}

function closesAt({ window }: Told): number {
  return isRecord(window) ? Date.parse(String(window['closesAt'])) : 0
}

/** A row of the list shows what was said last, internal comments included: they used to move a ticket up and not be shown. */
function lastSaid({ messages }: Whole, { number }: Told): Told | undefined {
  const said = messages[String(number)]?.map(line).findLast(({ direction }) => direction !== 'system')
  return said && { direction: said['direction'], kind: said['kind'], text: said['text'], state: said['state'] }
}

/**
 * That a reaction was taken back is told apart from a reaction. A message with a part that is not understood is of the
 * kind `unknown` also when there are words beside that part, which stay its text. When the echo of an answer came is no
 * detail of what it says.
 */
function line(message: Told): Told {
  if (message['id'] === TAKEN_BACK) {
    return { ...message, detail: { label: 'reaction removed' } }
  }
  if (isRecord(message['detail']) && 'confirmedAt' in message['detail']) {
    return { ...message, detail: null }
  }
  return message['text'] === 'With a strange part' ? { ...message, kind: 'unknown' } : message
}

/** A secret link goes as soon as a mail server has taken its mail. */
function mail(letter: Told): Told {
  const gone = '[The link is no longer kept here: a mail server has taken this mail.]'
  const { state, bodyText } = letter
  return state === 'sent' ? { ...letter, bodyText: String(bodyText).replace(/http\S+\/invitation\/\S+/, gone) } : letter
}

/** A receipt that came too early was counted as not understood; and chat channels of one name are told apart by a number. */
function channel(one: Told): Told {
  if (one['name'] === 'website') {
    return { ...one, name: 'website 2' }
  }
  return one['name'] === 'Morawska Garden Studio' ? { ...one, notUnderstoodCount: Number(one['notUnderstoodCount']) - 1 } : one
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isRecord(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
