import type { Item } from './kinds.ts'
import { words, type Json, type Scene } from './scene.ts'

/** Everything that can be said and done in public, kind by kind, as Facebook tells it (docs/facebook/events.md). */
export type PublicMaker = (scene: Scene) => { readonly field: string; readonly value: Json }

/** What was posted, said and reviewed on one Page so far. */
export type Wall = {
  readonly posts: string[]
  readonly comments: { readonly id: string; readonly postId: string; readonly parentId: string }[]
  readonly reviews: string[]
}

export function newWall(): Wall {
  return { posts: [], comments: [], reviews: [] }
}

/** As Facebook writes it: moments in seconds, the value below its field. */
export function changeOf(make: PublicMaker): (scene: Scene) => readonly Item[] {
  return (scene) => [{ list: 'changes', item: make(scene) }]
}

const seconds = ({ at }: Scene): number => Math.floor(at / 1000)
const person = ({ talk }: Scene): Json => ({ from: { id: talk.personId, name: `Person ${talk.personId.slice(-4)}` } })
const page = ({ talk }: Scene): Json => ({ from: { id: talk.pageId, name: 'The Page' } })
const whole = ({ talk }: Scene, postId: string): string => `${talk.pageId}_${postId}`
const feed = (value: Json) => ({ field: 'feed', value })

/** A number that nothing had before. */
function newId({ newName }: Scene): string {
  return `90${newName().replace('m_', '')}`
}

function somePost(scene: Scene): string {
  const [first, ...others] = scene.talk.wall.posts
  return first === undefined || scene.dice.isLucky(0.05) ? newId(scene) : scene.dice.pick([first, ...others.slice(-20)])
}

function someComment(scene: Scene): Wall['comments'][number] {
  const [first, ...others] = scene.talk.wall.comments
  return first === undefined || scene.dice.isLucky(0.03)
    ? { id: newId(scene), postId: '1', parentId: '1' }
    : scene.dice.pick([first, ...others.slice(-40)])
}

function posted(scene: Scene, by: Json, more: Json): Json {
  const id = newId(scene)
  scene.talk.wall.posts.push(id)
  return { verb: 'add', ...by, post_id: whole(scene, id), created_time: seconds(scene), message: words(scene), ...more }
}

export const postOfThePage: PublicMaker = (scene) => feed(posted(scene, page(scene), { item: 'status', published: 1 }))
export const postWithPhotos: PublicMaker = (scene) =>
  feed(posted(scene, page(scene), { item: 'status', published: 1, photos: [scene.fileOf('photo'), scene.fileOf('drawing')] }))
export const postScheduled: PublicMaker = (scene) => feed(posted(scene, page(scene), { item: 'status', published: 0 }))
export const postOfVisitor: PublicMaker = (scene) => feed(posted(scene, person(scene), { item: 'post' }))
export const postOfNobody: PublicMaker = (scene) => feed(posted(scene, {}, { item: 'post' }))
export const postEdited: PublicMaker = (scene) =>
  feed({
    item: 'status',
    verb: 'edited',
    ...page(scene),
    post_id: whole(scene, somePost(scene)),
    message: words(scene),
    created_time: seconds(scene) - 9,
    published: 1,
  })
export const postRemoved: PublicMaker = (scene) =>
  feed({ item: 'post', verb: 'remove', post_id: whole(scene, somePost(scene)), recipient_id: scene.talk.pageId })
export const postHidden: PublicMaker = (scene) =>
  feed({ item: 'post', verb: scene.dice.pick(['hide', 'unhide']), post_id: whole(scene, somePost(scene)) })

/** Under a post, or under a comment, which may itself be an answer. */
function commented(scene: Scene, by: Json, more: Json = { message: words(scene) }): Json {
  const { dice, talk } = scene
  const under = dice.isLucky(0.5) && talk.wall.comments.length > 0 ? someComment(scene) : undefined
  const postId = under?.postId ?? somePost(scene)
  const [id, parentId] = [newId(scene), under === undefined ? postId : under.id]
  talk.wall.comments.push({ id, postId, parentId })
  return { item: 'comment', verb: 'add', ...by, ...idsOf(scene, { id, postId, parentId }), created_time: seconds(scene), ...more }
}

/** In one of the forms in which Facebook writes them. */
function idsOf(scene: Scene, { id, postId, parentId }: Wall['comments'][number]): Json {
  const isUnderPost = parentId === postId
  const parent = isUnderPost ? scene.dice.pick([whole(scene, postId), `555_${postId}`, postId]) : `${postId}_${parentId}`
  const name = scene.dice.pick([`${postId}_${id}`, `${postId}_${id}`, `${whole(scene, postId)}_${id}`])
  return { comment_id: name, post_id: whole(scene, postId), parent_id: parent }
}

export const comment: PublicMaker = (scene) => feed(commented(scene, person(scene)))
export const commentOfThePage: PublicMaker = (scene) => feed(commented(scene, page(scene)))
export const commentOfNobody: PublicMaker = (scene) => feed(commented(scene, {}))
export const commentOld: PublicMaker = (scene) => feed(commented(scene, { sender_id: scene.talk.personId, sender_name: 'Old' }))
export const commentPhoto: PublicMaker = (scene) => feed(commented(scene, person(scene), { photo: scene.fileOf('photo') }))
export const commentFilm: PublicMaker = (scene) =>
  feed(commented(scene, person(scene), { message: words(scene), video: scene.fileOf('film') }))
export const commentUnknownPart: PublicMaker = (scene) =>
  feed(commented(scene, person(scene), { message: words(scene), hologram: { beams: 3 } }))

function done(verb: string, more: (scene: Scene) => Json = () => ({})): PublicMaker {
  return (scene) => feed({ item: 'comment', verb, ...person(scene), ...idsOf(scene, someComment(scene)), ...more(scene) })
}

export const commentEdited = done('edited', (scene) => ({ message: `${words(scene)} (edited)`, created_time: seconds(scene) - 9 }))
export const commentRemoved = done('remove')
export const commentHidden = done('hide')
export const commentUnhidden = done('unhide')

const KINDS = ['like', 'love', 'haha', 'care'] as const
export const commentReaction: PublicMaker = (scene) =>
  feed({
    item: 'reaction',
    verb: scene.dice.pick(['add', 'edit', 'remove']),
    ...person(scene),
    ...idsOf(scene, someComment(scene)),
    reaction_type: scene.dice.pick(KINDS),
    created_time: seconds(scene),
  })
export const postReaction: PublicMaker = (scene) => {
  const id = whole(scene, somePost(scene))
  return feed({
    item: 'reaction',
    verb: scene.dice.pick(['add', 'remove']),
    ...person(scene),
    post_id: id,
    parent_id: id,
    reaction_type: scene.dice.pick(KINDS),
    created_time: seconds(scene),
  })
}
export const pageLike: PublicMaker = (scene) =>
  feed({ item: 'like', verb: 'add', user_id: scene.talk.personId, created_time: seconds(scene) })

export const mention: PublicMaker = (scene) => ({
  field: 'mention',
  value: { item: 'post', verb: 'add', post_id: `4001_${newId(scene)}`, message: words(scene), created_time: seconds(scene) },
})

function reviewed(scene: Scene, id: string, more: Json): ReturnType<PublicMaker> {
  const reviewer = { reviewer_id: scene.talk.personId, reviewer_name: `Person ${scene.talk.personId.slice(-4)}` }
  return { field: 'ratings', value: { item: 'rating', ...reviewer, open_graph_story_id: id, created_time: seconds(scene), ...more } }
}

export const review: PublicMaker = (scene) => {
  const id = newId(scene)
  scene.talk.wall.reviews.push(id)
  return reviewed(scene, id, { verb: 'add', review_text: words(scene), recommendation_type: scene.dice.pick(['POSITIVE', 'NEGATIVE']) })
}
export const reviewEdited: PublicMaker = (scene) =>
  reviewed(scene, scene.talk.wall.reviews.at(-1) ?? newId(scene), {
    verb: 'edit',
    review_text: words(scene),
    rating: 1 + scene.dice.below(5),
  })
export const reviewRemoved: PublicMaker = (scene) => reviewed(scene, scene.talk.wall.reviews.at(-1) ?? newId(scene), { verb: 'remove' })

export const liveVideo: PublicMaker = (scene) => ({ field: 'live_videos', value: { id: newId(scene), status: 'live' } })
export const inboxLabel: PublicMaker = (scene) => ({
  field: 'inbox_labels',
  value: { user: { id: scene.talk.personId }, action: 'add', label: { id: '7' } },
})
export const unknownChange: PublicMaker = (scene) => ({ field: 'weather', value: { degrees: scene.dice.below(30) } })
