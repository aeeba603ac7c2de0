import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Fact } from '#domain/facts/fact.ts'
import { nameOf } from '#domain/facts/names.ts'
import { read } from './read.ts'
import { CHANGES } from './public-table.ts'

const PAGE = '1067280970047460'
const shapes = CHANGES.flatMap((kind) => kind.shapes)

function factsOf(body: unknown): readonly Fact[] {
  const reading = read(Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)))
  if (reading.kind === 'unreadable') {
    throw new Error(reading.reason)
  }
  return reading.facts
}

const factsIn = (fixture: string) => factsOf(readFileSync(new URL(`../fixtures/${fixture}.json`, import.meta.url)))
const change = (value: object, field = 'feed') => ({
  object: 'page',
  entry: [{ id: PAGE, time: 1_790_000_001, changes: [{ field, value }] }],
})

test.each(shapes.map(({ fixture }) => [fixture]))('%s is understood, whole, and told of the right Page', (fixture) => {
  const facts = factsIn(fixture)
  expect(facts.map(nameOf)).not.toContain('not-understood')
  expect(facts).toMatchObject([{ channel: { kind: 'facebook', externalId: PAGE } }])
  expect(facts.map((fact) => (fact.act === 'added' ? fact.content.unread : undefined))).toEqual([undefined])
})

const SAID = new Date(1_790_000_000_000)
/** An act is told with the moment of what it is done to: only the envelope tells its own. */
const act = { time: { own: undefined, envelope: new Date(1_790_000_001_000) } }
const jane = { kind: 'client', who: { externalId: '8101', name: 'Jane Doyle' } }
const page = { kind: 'page' }
const thread = { kind: 'comments', postId: '900', rootId: '11' }
const post = { kind: 'post', postId: '900' }

test.each<[string, string, object]>([
  [
    'comment',
    'comment.added',
    {
      externalId: '11',
      calledAs: '900_11',
      subject: thread,
      author: jane,
      content: { text: 'How much?', repliesTo: undefined },
      time: { own: SAID },
    },
  ],
  ['comment-answer', 'comment.added', { externalId: '12', subject: thread, content: { repliesTo: '11' } }],
  ['comment-photo', 'comment.added', { content: { text: '', parts: [{ kind: 'file', what: 'picture' }] } }],
  ['comment-of-nobody', 'comment.added', { author: { kind: 'client', who: undefined } }],
  ['comment-on-photo', 'comment.added', { externalId: '13', subject: { ...thread, rootId: '13' }, content: { repliesTo: undefined } }],
  [
    'comment-old',
    'comment.added',
    { externalId: '14', subject: { ...thread, rootId: '14' }, author: { who: { externalId: '8103', name: 'Ola Berg' } } },
  ],
  ['comment-of-the-page', 'comment.added', { externalId: '15', subject: thread, author: page }],
  ['comment-edited', 'comment.edited', { externalId: '11', text: 'How much is it?', ...act }],
  ['comment-removed', 'comment.removed', { externalId: '11', subject: thread, ...act }],
  ['comment-hidden', 'comment.hidden', act],
  ['comment-unhidden', 'comment.unhidden', act],
  ['comment-reaction', 'comment.reacted', { externalId: '11', subject: thread, by: '8101', reaction: { name: 'haha', emoji: '😆' } }],
  ['post-of-the-page', 'post.added', { externalId: '900', calledAs: `${PAGE}_900`, subject: post, author: page, isPublished: true }],
  ['post-of-a-visitor', 'post.added', { author: jane, isPublished: true, content: { text: 'The gate was closed yesterday.' } }],
  ['post-photos', 'post.added', { content: { parts: [{ what: 'picture' }, { what: 'picture' }] } }],
  ['post-scheduled', 'post.added', { isPublished: false }],
  ['post-video', 'post.edited', { isPublished: false, ...act }],
  ['post-share', 'post.added', { content: { parts: [{ kind: 'link', url: 'https://example.com/fair' }] } }],
  ['post-edited', 'post.edited', { text: 'Summer opening hours', ...act }],
  ['post-removed', 'post.removed', act],
  ['post-hidden', 'post.hidden', act],
  ['post-unhidden', 'post.unhidden', act],
  ['post-reaction', 'post.reacted', { externalId: '900', by: '8101', reaction: { name: 'love' } }],
  ['post-like', 'post.reacted', { by: '8101', reaction: { name: 'like' } }],
  ['post-reaction-taken-off', 'post.reacted', { reaction: undefined }],
  ['page-like', 'channel.liked', {}],
  [
    'mention',
    'mention.added',
    { externalId: '9001', calledAs: '4001_9001', subject: { kind: 'mention', entryId: '9001' }, author: { who: undefined } },
  ],
  ['mention-in-comment', 'mention.added', { externalId: '31', calledAs: '9001_31' }],
  [
    'review',
    'review.added',
    { externalId: '7001', author: jane, content: { text: 'Kind and quick', parts: [{ kind: 'rating', isRecommended: true }] } },
  ],
  ['review-stars', 'review.added', { content: { parts: [{ kind: 'rating', stars: 4, isRecommended: undefined }] } }],
  ['review-edited', 'review.edited', { text: 'Kind, but slow', parts: [{ kind: 'rating', isRecommended: false }] }],
  ['review-removed', 'review.removed', act],
  ['review-comment', 'comment.added', { externalId: '41', subject: { kind: 'review', storyId: '7001' }, author: page }],
  ['review-reaction', 'review.reacted', { reaction: { name: 'love' } }],
  ['live-video', 'channel.live-video', {}],
  ['inbox-label', 'channel.inbox-label', {}],
])('%s is %s', (fixture, name, fact) => {
  const [first] = factsIn(fixture)
  expect(first && nameOf(first)).toBe(name)
  expect(first).toMatchObject(fact)
})

const base = { item: 'comment', verb: 'add', from: { id: '8101', name: 'Jane Doyle' }, message: 'Hi', created_time: 1_790_000_000 }

test.each<[string, object, object]>([
  ['whose name has three parts', { comment_id: `${PAGE}_900_11`, post_id: `${PAGE}_900`, parent_id: `${PAGE}_900` }, { ...thread }],
  ['whose post stands in its name alone', { comment_id: '900_11' }, { ...thread }],
  ['whose post stands in its parent alone', { comment_id: '777_11', parent_id: `${PAGE}_900` }, { ...thread }],
  ['whose parent is the post of a reel', { comment_id: '900_11', post_id: `${PAGE}_900`, parent_id: '900' }, { ...thread }],
  ['that answers one under a photo post', { comment_id: '900_12', post_id: `${PAGE}_900`, parent_id: '900_11' }, { ...thread }],
  ['of which all ids are numbers', { comment_id: 11, post_id: 900, parent_id: 900 }, { ...thread }],
])('a comment %s stands in its thread', (_what, ids, subject) => {
  expect(factsOf(change({ ...base, ...ids }))).toMatchObject([{ act: 'added', thing: 'comment', subject }])
})

test('ids beyond 2^53 keep every digit', () => {
  const body = `{"object":"page","entry":[{"id":${PAGE},"time":1790000001,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","sender_id":12345678901234567890,"comment_id":"900_11","post_id":9007199254740993001}}]}]}`
  expect(factsOf(Buffer.from(body))).toMatchObject([
    { author: { who: { externalId: '12345678901234567890' } }, subject: { postId: '9007199254740993001' } },
  ])
})

test('one unknown part of a comment never hides its words', () => {
  const [fact] = factsOf(change({ ...base, comment_id: '900_11', post_id: '900', hologram: { depth: 3 } }))
  expect(fact).toMatchObject({ content: { text: 'Hi', unread: { label: 'hologram', raw: { hologram: { depth: 3 } } } } })
})

test('what an act tells beside is kept', () => {
  const facts = factsOf(change({ ...base, verb: 'remove', comment_id: '900_11', post_id: '900', reason: 'spam' }))
  expect(facts.map(nameOf)).toEqual(['comment.removed', 'not-understood'])
  expect(facts[1]).toMatchObject({ label: 'feed comment remove: reason' })
})

test.each<[string, object]>([
  ['a comment without a name', { ...base }],
  ['a comment that something unheard of happened to', { ...base, comment_id: '900_11', post_id: '900', verb: 'levitate' }],
  ['a post without a name', { item: 'status', verb: 'add' }],
  ['a post to which nobody says what happened', { item: 'post', post_id: '900' }],
  ['a reaction of no kind', { item: 'reaction', verb: 'add', post_id: '900' }],
  ['an item that nobody knows', { item: 'hologram', verb: 'add', post_id: '900' }],
])('%s is kept as it came', (_what, value) => {
  expect(factsOf(change(value))).toMatchObject([{ act: 'not-understood', piece: { place: 'changes', item: { value } } }])
})

test('a review of which Facebook does not tell the story is kept as it came: nothing else names it for good', () => {
  const value = { item: 'rating', verb: 'add', reviewer_id: '8101', reviewer_name: 'Jane Doyle', rating: 5, created_time: 1_790_000_000 }
  const told = factsOf({ object: 'page', entry: [{ id: PAGE, time: 1_790_000_001, changes: [{ field: 'ratings', value }] }] })
  expect(told).toMatchObject([{ act: 'not-understood', piece: { item: { value } } }])
})

test('a sample of the dashboard becomes no conversation', () => {
  expect(
    factsOf({ object: 'page', entry: [{ id: '0', time: 1, changes: [{ field: 'feed', value: { item: 'status', post_id: '4_4' } }] }] }),
  ).toMatchObject([{ act: 'told-channel', what: 'test' }])
})
