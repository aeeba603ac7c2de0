/** Three Pages of one workspace. */
export const EVENT_PAGES = ['1067280970047401', '1067280970047402', '1067280970047403'] as const

const PEOPLE = 500
const POSTS = 40
/** What every twenty events are: private texts, comments, answers to them, edits, reactions, hidings and a post. */
const KINDS = [
  'text',
  'comment',
  'text',
  'answer',
  'text',
  'comment',
  'text',
  'reaction',
  'text',
  'answer',
  'comment',
  'text',
  'edit',
  'text',
  'comment',
  'text',
  'answer',
  'text',
  'hide',
  'post',
] as const
/** What is told of a comment is told of one that came so many events earlier. */
const EARLIER = 200

type Told = { readonly page: string; readonly index: number; readonly at: number; readonly postId?: string }

/** The delivery of the event of this number, from 0 on; those before it have told what it is about. */
export function eventBody(index: number, begin: number, page = pageOf(index)): Buffer {
  const told = { page, index, at: begin + index * 20 }
  const entry = { id: page, time: told.at, ...(kindOf(index) === 'text' ? { messaging: [textOf(told)] } : { changes: [changeOf(told)] }) }
  return Buffer.from(JSON.stringify({ object: 'page', entry: [entry] }))
}

/** Whose the event of this number is. */
export function pageOf(index: number): string {
  return EVENT_PAGES[Math.floor(index / KINDS.length) % EVENT_PAGES.length] ?? EVENT_PAGES[0]
}

/** A delivery of so many comments on one post, each a thread of its own. */
export function commentsBody(page: string, count: number): Buffer {
  const at = Date.now()
  const postId = `${page}_899`
  const changes = Array.from({ length: count }, (_, index) => commentOf({ page, index: 1_000_000 + index, at: at + index, postId }, 'add'))
  return Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: page, time: at, changes }] }))
}

function kindOf(index: number): (typeof KINDS)[number] {
  return KINDS[index % KINDS.length] ?? 'text'
}

type Text = { readonly page: string; readonly person: number; readonly mid: string; readonly at: number; readonly text?: string }

/** The delivery of one private text. */
export function textBody(text: Text): Buffer {
  return Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: text.page, time: text.at, messaging: [saying(text)] }] }))
}

function saying({ page, person, mid, at, text = 'Do you still have the green one? I would come by tomorrow.' }: Text): object {
  return { sender: { id: String(7_000_000_000_000_000 + person) }, recipient: { id: page }, timestamp: at, message: { mid, text } }
}

function textOf({ page, index, at }: Told): object {
  return saying({ page, person: index % PEOPLE, mid: `m_${index}`, at })
}

function changeOf(told: Told): object {
  const kind = kindOf(told.index)
  switch (kind) {
    case 'answer':
      return commentOf(told, 'add', commentNear(told.index))
    case 'edit':
      return commentOf({ ...told, index: commentNear(told.index) }, 'edited')
    case 'hide':
      return commentOf({ ...told, index: commentNear(told.index) }, 'hide')
    case 'reaction':
      return reactionOf(told)
    case 'post':
      return postOf(told)
    default:
      return commentOf(told, 'add')
  }
}

/** A comment of the same Page, or this event's neighbour where there is none yet. */
function commentNear(index: number): number {
  const round = KINDS.length * EVENT_PAGES.length
  const back = Math.ceil(EARLIER / round) * round
  const base = index >= back ? index - back : index
  return base - (base % KINDS.length) + 1
}

function postIdOf({ page, index }: Pick<Told, 'page' | 'index'>): string {
  return `${page}_${900 + (Math.floor(index / KINDS.length) % POSTS)}`
}

function commentOf(told: Told, verb: 'add' | 'edited' | 'hide', answered?: number): object {
  const postId = told.postId ?? postIdOf(answered === undefined ? told : { ...told, index: answered })
  const idOf = (index: number) => `${postId.split('_')[1] ?? ''}_${500_000 + index}`
  const value = {
    item: 'comment',
    verb,
    from: authorOf(told.index),
    post_id: postId,
    comment_id: idOf(told.index),
    parent_id: answered === undefined ? postId : idOf(answered),
    created_time: Math.floor(told.at / 1000),
    message: verb === 'edited' ? 'How much is it, and do you deliver to Lund?' : 'How much is it?',
  }
  return { field: 'feed', value }
}

function authorOf(index: number): { readonly id: string; readonly name: string } {
  return { id: String(8_000_000_000 + (index % PEOPLE)), name: `Ada Berg ${index % PEOPLE}` }
}

function reactionOf(told: Told): object {
  const index = commentNear(told.index)
  const postId = postIdOf({ ...told, index })
  const value = {
    item: 'reaction',
    verb: 'add',
    reaction_type: 'love',
    from: authorOf(told.index),
    post_id: postId,
    comment_id: `${postId.split('_')[1] ?? ''}_${500_000 + index}`,
    parent_id: postId,
    created_time: Math.floor(told.at / 1000),
  }
  return { field: 'feed', value }
}

function postOf(told: Told): object {
  const value = {
    item: 'status',
    verb: 'add',
    from: { id: told.page, name: 'A Page' },
    post_id: postIdOf(told),
    created_time: Math.floor(told.at / 1000),
    message: 'The green one is back, until Sunday with a free child seat.',
    published: 1,
  }
  return { field: 'feed', value }
}
