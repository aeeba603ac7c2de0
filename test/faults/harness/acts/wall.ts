import { FULL_PAGE } from '#test/cast.ts'
import type { ConnectedDesk, FacebookMessage } from '#test/connected-desk.ts'

/** What somebody said on the wall, and how it stands there. */
export type OnWall = {
  readonly message: string
  readonly isHidden: boolean
  /** The Page likes it. */
  readonly isLiked: boolean
}

/** What Facebook shows: each thing that still stands on the Page's wall, and the private messages of each person. */
export type Facebook = { readonly said: readonly OnWall[]; readonly privately: readonly string[] }

type Shown = {
  readonly message: string
  readonly is_hidden: boolean
  readonly reactions: readonly { readonly by: string }[]
  readonly comments?: readonly Shown[]
}

export type Commenter = { readonly id: string; readonly name: string }

/** Somebody new comments under a post of the Page: each thread is a ticket of its own. */
export async function startThreads({ sandbox }: ConnectedDesk, count: number): Promise<Commenter[]> {
  const commenters: Commenter[] = []
  let postId = ''
  for (let number = 0; number < count; number += 1) {
    if (number % THREADS_OF_A_POST === 0) {
      postId = (await sandbox.control<{ id: string }>('POST', 'posts', { page_id: FULL_PAGE, message: `Post ${number}` })).id
    }
    const person = await sandbox.control<Commenter>('POST', 'people', { name: `Commenter ${number}` })
    commenters.push(person)
    await sandbox.control('POST', 'comments', { object_id: postId, person_id: person.id, message: `Question ${number}` })
  }
  return commenters
}

const THREADS_OF_A_POST = 8

export async function readFacebook(desk: ConnectedDesk, commenters: readonly Commenter[]): Promise<Facebook> {
  const { posts } = await desk.sandbox.control<{ posts: Shown[] }>('GET', `wall/${FULL_PAGE}`)
  const talks = await Promise.all(commenters.map(({ id }) => messagesTo(desk, id)))
  const all = posts.flatMap((post) => [post, ...(post.comments ?? [])])
  return {
    said: all.map(({ message, is_hidden: isHidden, reactions }) => ({
      message,
      isHidden,
      isLiked: reactions.some(({ by }) => by === FULL_PAGE),
    })),
    privately: talks.flat().flatMap(({ from, text }) => (from === 'page' ? [text] : [])),
  }
}

/** None where they have no conversation with the Page. */
async function messagesTo(desk: ConnectedDesk, person: string): Promise<readonly FacebookMessage[]> {
  const response = await fetch(`${desk.sandbox.url}/sandbox/conversations/${FULL_PAGE}/${person}?limit=1000`)
  return response.ok ? ((await response.json()) as { messages: FacebookMessage[] }).messages : []
}
