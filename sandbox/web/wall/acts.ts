import { ask, post, upload } from '../api.ts'
import { loadWall } from '../news.ts'
import { store, told, toldOnce } from '../store.ts'
import { pickedIn, ui, unpick } from '../ui.ts'

/** Who acts on the wall: the person you are, or the Page by hand (Business Suite). */
export type Side = 'person' | 'page'

/** What stands open below a post or comment. */
export type Open = 'reply' | 'edit' | 'private' | 'faces'

export function openOf(side: Side, id: string): Open | undefined {
  return ui.wallOpen.get(`${side} ${id}`) as Open | undefined
}

/** Opens one thing below an object, or closes it when it is open. */
export function toggleOpen(side: Side, id: string, what: Open): void {
  const key = `${side} ${id}`
  const isOpen = ui.wallOpen.get(key) === what
  ui.wallOpen.clear()
  if (!isOpen) {
    ui.wallOpen.set(key, what)
  }
}

export async function comment(side: Side, objectId: string, message: string): Promise<boolean> {
  const key = boxKey(side, objectId)
  const who = actor(side)
  return acted(async () => {
    const [picked] = pickedIn(key)
    const media = picked && (await upload(picked.file, picked.name))
    await post('comments', {
      object_id: objectId,
      ...who,
      ...(message === '' ? {} : { message }),
      ...(media === undefined ? {} : { media_id: media.media_id }),
    })
    unpick(key)
  })
}

export async function writePost(side: Side, wish: Readonly<Record<string, unknown>>): Promise<boolean> {
  const key = boxKey(side, 'post')
  const { page_id, person_id } = parties()
  return acted(async () => {
    const files = await Promise.all(pickedIn(key).map((each) => upload(each.file, each.name)))
    await post('posts', {
      page_id,
      ...(side === 'person' ? { person_id } : {}),
      ...wish,
      ...(files.length === 0 ? {} : { media_ids: files.map((each) => each.media_id) }),
    })
    unpick(key)
    ui.wallForm = undefined
  })
}

export async function change(kind: 'posts' | 'comments', id: string, what: Readonly<Record<string, unknown>>): Promise<boolean> {
  return acted(() => ask(`${kind}/${id}`, { method: 'PATCH', body: what }))
}

export async function remove(kind: 'posts' | 'comments', id: string): Promise<void> {
  await toldOnce(`remove ${id}`, () => shown(() => ask(`${kind}/${id}`, { method: 'DELETE' })))
}

export async function react(side: Side, objectId: string, type: string | null): Promise<void> {
  await acted(() => post('wall-reactions', { object_id: objectId, ...actor(side), type }))
}

export async function review(recommendation: string, text: string): Promise<boolean> {
  return acted(async () => {
    await post('ratings', { ...parties(), recommendation_type: recommendation, review_text: text })
    ui.wallForm = undefined
  })
}

export async function mention(message: string): Promise<boolean> {
  return acted(async () => {
    await post('mentions', { ...parties(), message })
    ui.wallForm = undefined
  })
}

export async function replyPrivately(commentId: string, text: string): Promise<boolean> {
  return acted(() => post('private-replies', { comment_id: commentId, text }))
}

export function boxKey(side: Side, id: string): string {
  return `${side} ${id}`
}

async function acted(act: () => Promise<unknown>): Promise<boolean> {
  return told(() => shown(act))
}

/** After an act nothing stays open, and the wall shows what became of it. */
async function shown(act: () => Promise<unknown>): Promise<void> {
  await act()
  ui.wallOpen.clear()
  await loadWall(store.pageId)
}

function actor(side: Side) {
  return side === 'page' ? { as_page: true } : { person_id: store.personId }
}

function parties() {
  return { page_id: store.pageId, person_id: store.personId }
}
