import { somebodyIn, subjectKey, unnamedAuthor, wholePostOf, type Subject } from '#domain/conversations/subject.ts'
import type { Fact } from '#domain/facts/fact.ts'
import type { ActId, ClientId, ConversationId } from '#domain/ids.ts'
import { markedMessage } from '#domain/acts/own-mark.ts'
import { isAllowed } from '#storage/page-allowances.ts'
import { knowAuthors, type ToldAuthor } from '#storage/authors.ts'
import { lockConversations, type LockedConversation } from '#storage/conversations/lock.ts'
import { insertConversations } from '#storage/conversations/save.ts'
import type { Tx } from '#storage/database.ts'
import { doubtfulEntries, lockEntries, type EntryNames } from '#storage/entries/lock.ts'
import { privateRepliesNamed } from '#storage/private-replies.ts'
import { lastTickets, standingOf } from '#storage/tickets/last.ts'
import type { Desk } from '../desk.ts'
import { privateReplyIn } from './hear-private-replies.ts'
import { tellsAd } from './open-window.ts'
import { isPublic, type Placed } from './place.ts'
import { nameOfEntry, type DatedFact, type EntryDraft, type Room, type Talk } from './room.ts'

type Wanted = Placed & { readonly scope: Room['scope'] }

/** Locks what the facts are about, conversations first, making those of first contact, and loads what decides. */
export async function load(tx: Tx, desk: Desk, { scope, facts, folded, off, commentTickets }: Wanted): Promise<Room> {
  const authors = await knowAuthors(tx, scope, { at: desk.now(), authors: toldAuthors(desk, facts) })
  const privateReplies = new Map((await privateRepliesNamed(tx, scope, actsIn(facts))).map((reply) => [reply.id, reply]))
  const { there, made } = await lockOrMake(tx, desk, { scope, facts, commentTickets, clients: clientsWrittenTo(facts, privateReplies) })
  const conversations = [...there, ...made]
  const fresh = new Set(made)
  const last = await lastTickets(tx, scope.workspaceId, standingOf(conversations))
  const lastByConversation = new Map(
    last.map(({ conversationId, id, status, decidedAt }) => [conversationId, { id, status, at: decidedAt }]),
  )
  const hasAds = facts.some(({ fact }) => tellsAd(fact)) || conversations.some(({ marks }) => marks.adsFollowed.length > 0)
  const named = namesIn(facts)
  const doubtful = await doubtfulEntries(tx, scope, conversationsAnsweredIn(facts, conversations))
  const kept = await lockEntries(tx, scope, { ...named, ownIds: [...named.ownIds, ...doubtful] })
  const drafts = kept.map((before): EntryDraft => ({ before, now: before }))
  return {
    scope,
    pageId: facts.find(({ fact }) => fact.channel)?.fact.channel?.externalId ?? '',
    talks: new Map(
      conversations.map((before) => [before.key, talkOf({ before, isNew: fresh.has(before), last: lastByConversation.get(before.id) })]),
    ),
    entries: new Map(
      drafts.flatMap((draft) => {
        const { thing, externalId } = draft.now.entry
        return externalId === undefined ? [] : [[nameOfEntry(thing, externalId), draft]]
      }),
    ),
    own: new Map(drafts.map((draft) => [draft.now.id, draft])),
    privateReplies,
    authors: authors.clients,
    renamed: authors.renamed,
    folded,
    off,
    commentTickets,
    adsOpenWeek: hasAds && (await isAllowed(tx, scope, 'ad-week')),
    left: new Set(),
    joined: new Map(),
    newTickets: [],
    adopted: [],
    notes: [],
    pieces: [],
  }
}

/** Conversations in which the Page says something that everybody reads: it may be what we asked for and heard no answer to. */
function conversationsAnsweredIn(facts: readonly DatedFact[], conversations: readonly LockedConversation[]): ConversationId[] {
  const keys = new Set(
    facts.flatMap(({ fact }) => (isPublic(fact) && fact.act === 'added' && fact.author.kind === 'page' ? [subjectKey(fact.subject)] : [])),
  )
  return conversations.flatMap(({ id, key }) => (keys.has(key) ? [id] : []))
}

function talkOf({ before, isNew, last }: Pick<Talk, 'before' | 'isNew' | 'last'>): Talk {
  return { before, isNew, window: before.window, marks: before.marks, owner: before.owner, last }
}

function actsIn(facts: readonly DatedFact[]): ActId[] {
  return facts.flatMap(({ fact }) => privateReplyIn(fact)?.actId ?? [])
}

/** By the key of their private conversation, those whom we wrote to because of what they had said where everybody reads it: the echo tells both. */
function clientsWrittenTo(facts: readonly DatedFact[], replies: Room['privateReplies']): ReadonlyMap<string, ClientId> {
  return new Map(
    facts.flatMap(({ fact }): [string, ClientId][] => {
      const echo = privateReplyIn(fact)
      const clientId = echo && replies.get(echo.actId)?.clientId
      return echo && clientId ? [[subjectKey({ kind: 'direct', personId: echo.personId }), clientId]] : []
    }),
  )
}

type Making = Pick<Wanted, 'scope' | 'facts' | 'commentTickets'> & { readonly clients: ReadonlyMap<string, ClientId> }

type Conversations = { readonly there: readonly LockedConversation[]; readonly made: readonly LockedConversation[] }

/** Somebody who is only mentioned in what is not understood does not become a client by it. */
async function lockOrMake(tx: Tx, desk: Desk, { scope, facts, commentTickets, clients }: Making): Promise<Conversations> {
  const subjects = new Map(
    facts.flatMap(({ fact }) => ('subject' in fact && fact.subject ? [[subjectKey(fact.subject), fact.subject]] : [])),
  )
  if (subjects.size === 0) {
    return { there: [], made: [] }
  }
  const there = await lockConversations(tx, scope, [...subjects.keys()])
  const found = new Set(there.map(({ key }) => key))
  const heard = new Set(facts.flatMap(({ fact }) => (isHeard(fact) ? [subjectKey(fact.subject)] : [])))
  const wanted = [...subjects].filter(([key]) => heard.has(key))
  const posts = commentTickets === 'post' ? wanted.flatMap(([key]) => wholePostOf(key) ?? []) : []
  const missing = new Map([...wanted, ...posts.map((post) => [subjectKey(post), post] as const)].filter(([key]) => !found.has(key)))
  const fresh = [...missing].map(([key, subject]) => newConversationOf(desk, subject, clients.get(key)))
  if (fresh.length === 0) {
    return { there, made: [] }
  }
  await insertConversations(tx, scope, { at: desk.now(), conversations: fresh })
  const made = await lockConversations(
    tx,
    scope,
    fresh.map(({ subject }) => subjectKey(subject)),
  )
  // With a new thread its whole post comes again.
  return { there, made: made.filter(({ key }) => !found.has(key)) }
}

function isHeard(fact: Fact): fact is Extract<Fact, { readonly subject: Subject }> {
  return 'subject' in fact && fact.subject !== undefined && fact.act !== 'not-understood'
}

function newConversationOf(desk: Desk, subject: Subject, known: ClientId | undefined) {
  const identity = somebodyIn(subject)
  const somebody = identity && { identity, clientId: known ?? desk.newId<ClientId>(), isKnown: known !== undefined }
  return { id: desk.newId<ConversationId>(), subject, somebody }
}

/** Each once, with the name of the latest moment. Whom the channel does not name is whoever said that. */
function toldAuthors(desk: Desk, facts: readonly DatedFact[]): ToldAuthor[] {
  const told = facts.flatMap(({ fact, time }) =>
    isPublic(fact) && fact.act === 'added' && fact.author.kind === 'client'
      ? [{ externalId: fact.author.who?.externalId ?? unnamedAuthor(fact), name: fact.author.who?.name, at: time.at }]
      : [],
  )
  return [...Map.groupBy(told, ({ externalId }) => externalId)].map(([externalId, all]) => {
    const named = all
      .filter(({ name }) => name !== undefined)
      .toSorted((a, b) => a.at.getTime() - b.at.getTime() || ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
    const last = named.at(-1)
    return { externalId, name: last?.name, namedAt: last?.at, clientId: desk.newId<ClientId>() }
  })
}

function namesIn(facts: readonly DatedFact[]): EntryNames {
  return {
    names: facts.flatMap(({ fact }): EntryNames['names'] => {
      if ('thing' in fact) {
        return [fact]
      }
      return 'externalIds' in fact ? fact.externalIds.map((externalId) => ({ thing: 'message', externalId })) : []
    }),
    ownIds: facts.flatMap(({ fact }) =>
      fact.act === 'added' && fact.author.kind === 'page' ? (markedMessage(fact.author.mark) ?? []) : [],
    ),
  }
}
