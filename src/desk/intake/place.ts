import type { ChannelKind } from '#domain/channels/channel.ts'
import { subjectKey, type Subject } from '#domain/conversations/subject.ts'
import { subjectOf } from '#domain/conversations/subject-of.ts'
import type { EntryFact, Fact } from '#domain/facts/fact.ts'
import type { ConversationId } from '#domain/ids.ts'
import { beginningOf, opensTickets, type CommentTickets, type SwitchedKind } from '#domain/tickets/routing.ts'
import {
  foldConversations,
  knownKeys,
  lockPublic,
  standingsOf,
  threadsUnder,
  type Folded,
  type Standing,
} from '#storage/conversations/public.ts'
import { commentTicketsOf } from '#storage/comment-tickets.ts'
import { lockConversations } from '#storage/conversations/lock.ts'
import { insertConversations } from '#storage/conversations/save.ts'
import type { Tx } from '#storage/database.ts'
import { kindsOff } from '#storage/ticket-switches.ts'
import type { Desk } from '../desk.ts'
import { tellsAd } from './open-window.ts'
import { nameOfEntry, type DatedFact, type Room } from './room.ts'

export const NOTHING_FOLDED: Folded = { tickets: [], removed: new Map(), conversations: [] }

type PublicFact = Fact & EntryFact
type CommentSubject = Extract<Subject, { readonly kind: 'comments' }>

/** Facts with the conversations that they stand in, and what stands elsewhere since. */
export type Placed = {
  readonly facts: readonly DatedFact[]
  readonly folded: Folded
  /** Of which kinds the channel makes no tickets. */
  readonly off: ReadonlySet<SwitchedKind>
  readonly commentTickets: CommentTickets
}

/**
 * A comment tells what it answers and which post it is under, and not whose post that is, nor where what it answers stands. What the desk knows
 * of both, before or by these facts, decides where it stands; and what waited somewhere else meanwhile is brought there.
 */
export async function place(
  tx: Tx,
  desk: Desk,
  { scope, facts }: { readonly scope: Room['scope']; readonly facts: readonly DatedFact[] },
): Promise<Placed> {
  const told = facts.flatMap(({ fact }) => (isPublic(fact) ? [fact] : []))
  // Whoever says what an ad opens finds the windows of those who were led here before.
  const isChosen = told.length > 0 || facts.some(({ fact }) => tellsAd(fact))
  if (isChosen || (await meetsSomebody(tx, { scope, facts }))) {
    await lockPublic(tx, scope)
  }
  if (told.length === 0) {
    return { facts, folded: NOTHING_FOLDED, off: new Set(), commentTickets: 'thread' }
  }
  // Under the lock, so that whoever switches a kind on finds what came before.
  const [off, commentTickets] = [await kindsOff(tx, scope), await commentTicketsOf(tx, scope)]
  const known = await knowledgeOf(tx, scope, told)
  const folded = await foldLearned(tx, desk, { scope, about: keysIn(facts), told, known, off })
  const keys = told.flatMap((fact) => (fact.subject.kind === 'comments' ? [subjectKey(threadOf(fact.subject, known))] : []))
  const threads = await knownKeys(tx, scope, [...new Set(keys)])
  return {
    facts: facts.map((dated) =>
      isPublic(dated.fact) ? { ...dated, fact: { ...dated.fact, subject: placeOf(dated.fact, { known, threads }) } } : dated,
    ),
    folded,
    off,
    commentTickets,
  }
}

/** Whoever writes privately for the first time may be commenting in this very moment: one client, whichever comes first. */
async function meetsSomebody(
  tx: Tx,
  { scope, facts }: { readonly scope: Room['scope']; readonly facts: readonly DatedFact[] },
): Promise<boolean> {
  const keys = keysIn(facts)
  return keys.length > 0 && (await knownKeys(tx, scope, keys)).size < keys.length
}

/** Of the conversations that the facts are about, as they are told. */
function keysIn(facts: readonly DatedFact[]): readonly string[] {
  return [...new Set(facts.flatMap(({ fact }) => ('subject' in fact && fact.subject ? [subjectKey(fact.subject)] : [])))]
}

export function isPublic(fact: Fact): fact is PublicFact {
  return 'thing' in fact && fact.thing !== 'message'
}

/** What is known of where things stand: `visitorPosts` by their ids, `roots` of comments that answer others, `standing` by name. */
type Knowledge = {
  readonly visitorPosts: ReadonlySet<string>
  readonly roots: ReadonlyMap<string, string>
  readonly standing: ReadonlyMap<string, Standing>
}

async function knowledgeOf(tx: Tx, scope: Room['scope'], told: readonly PublicFact[]): Promise<Knowledge> {
  const names = new Map(told.flatMap(namesAround).map((named) => [nameOfEntry(named.thing, named.externalId), named]))
  const standings = await standingsOf(tx, scope, [...names.values()])
  const added = told.flatMap((fact) => (fact.act === 'added' ? [fact] : []))
  return {
    visitorPosts: new Set([
      ...standings.flatMap(({ thing, externalId, authorKind }) => (thing === 'post' && authorKind === 'client' ? [externalId] : [])),
      ...added.flatMap(({ thing, externalId, author }) => (thing === 'post' && author.kind === 'client' ? [externalId] : [])),
    ]),
    roots: new Map([
      ...standings.flatMap(({ thing, externalId, authorKind, subject }) =>
        thing === 'comment' && authorKind !== undefined && subject.kind === 'comments' ? [[externalId, subject.rootId] as const] : [],
      ),
      ...added.flatMap(({ thing, externalId, subject }) =>
        thing === 'comment' && subject.kind === 'comments' ? [[externalId, subject.rootId] as const] : [],
      ),
    ]),
    standing: new Map(standings.map((standing) => [nameOfEntry(standing.thing, standing.externalId), standing])),
  }
}

/** Itself, its post, and what it answers. */
function namesAround({ thing, externalId, subject }: PublicFact) {
  return subject.kind === 'comments'
    ? [
        { thing, externalId },
        { thing: 'comment', externalId: subject.rootId } as const,
        { thing: 'post', externalId: subject.postId } as const,
      ]
    : [{ thing, externalId }]
}

/** Facebook shows two levels; deeper answers name what they answer. */
const DEEPEST = 20

function threadOf(subject: CommentSubject, { roots }: Knowledge): CommentSubject {
  let { rootId } = subject
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const above = roots.get(rootId)
    if (above === undefined || above === rootId) {
      break
    }
    rootId = above
  }
  return rootId === subject.rootId ? subject : { ...subject, rootId }
}

type Ground = { readonly known: Knowledge; readonly threads: ReadonlySet<string> }

/** What was said stands where it stands; what is new goes to its thread, or under the visitor's post that the thread is part of. */
function placeOf({ thing, externalId, subject }: PublicFact, { known, threads }: Ground): Subject {
  if (subject.kind !== 'comments') {
    return subject
  }
  const thread = threadOf(subject, known)
  if (threads.has(subjectKey(thread))) {
    return thread
  }
  const standing = known.standing.get(nameOfEntry(thing, externalId))
  if (standing?.authorKind !== undefined && standing.subject.kind !== 'comments') {
    return standing.subject
  }
  return commonPlaceOf(subject, known)
}

type Learned = {
  readonly scope: Room['scope']
  /** The conversations of all facts. */
  readonly about: readonly string[]
  readonly told: readonly PublicFact[]
  readonly known: Knowledge
  readonly off: Placed['off']
}

/**
 * Threads of a post that turns out to be a visitor's are part of its conversation, and the thread of what turns out to answer another of that one's.
 * Whoever locks several conversations locks them in one order: so what is folded is locked with all that the facts are about.
 */
async function foldLearned(tx: Tx, desk: Desk, { scope, about, told, known, off }: Learned): Promise<Folded> {
  const posts = told.flatMap((fact) => (isNewsOfVisitor(fact, known) ? [fact.externalId] : []))
  const ofPosts = posts.length === 0 ? [] : await threadsUnder(tx, scope, posts)
  const ofAnswers = told.flatMap((fact) => (fact.act === 'added' ? ownThreadOf(fact, known) : []))
  const wanted = [...ofPosts.map(({ key, postId }) => ({ key, into: subjectOf({ thing: 'post', postId }) })), ...ofAnswers]
  const there = await knownKeys(
    tx,
    scope,
    wanted.map(({ key }) => key),
  )
  const folds = wanted.filter(({ key }) => there.has(key))
  if (folds.length === 0) {
    return NOTHING_FOLDED
  }
  const intos = new Map(folds.map(({ into }) => [subjectKey(into), into]))
  await insertConversations(tx, scope, {
    at: desk.now(),
    conversations: [...intos.values()].map((subject) => ({ id: desk.newId<ConversationId>(), subject, somebody: undefined })),
  })
  const ids = new Map(
    (await lockConversations(tx, scope, [...about, ...intos.keys(), ...folds.map(({ key }) => key)])).map(({ key, id }) => [key, id]),
  )
  return await foldConversations(
    tx,
    scope,
    folds.flatMap(({ key, into }) => {
      const id = ids.get(subjectKey(into))
      const tags = { before: tagOf(scope.kind, 'comments'), after: tagOf(scope.kind, into.kind) }
      // A ticket that only the other kind would have opened goes; one of its own kind goes on, whatever was switched off since.
      const keepsTicket = into.kind === 'comments' || opensTickets(into.kind, off)
      return id ? [{ key, into: id, tags, keepsTicket }] : []
    }),
  )
}

function tagOf(channel: ChannelKind, subject: Subject['kind']): string {
  return beginningOf(channel, subject).tags[0] ?? ''
}

function isNewsOfVisitor({ act, thing, externalId, ...fact }: PublicFact, { standing }: Knowledge): boolean {
  const isVisitors = act === 'added' && thing === 'post' && 'author' in fact && fact.author.kind === 'client'
  return isVisitors && standing.get(nameOfEntry(thing, externalId))?.authorKind === undefined
}

/** What answers another was taken for the head of a thread, as long as only its own answers were known. */
function ownThreadOf({ thing, externalId, subject }: PublicFact, known: Knowledge): { key: string; into: Subject }[] {
  if (thing !== 'comment' || subject.kind !== 'comments' || subject.rootId === externalId) {
    return []
  }
  return [{ key: subjectKey({ ...subject, rootId: externalId }), into: commonPlaceOf(subject, known) }]
}

function commonPlaceOf(subject: CommentSubject, known: Knowledge): Subject {
  const thread = threadOf(subject, known)
  return known.visitorPosts.has(subject.postId) ? subjectOf({ thing: 'comment', ...thread, by: 'visitor' }) : thread
}
