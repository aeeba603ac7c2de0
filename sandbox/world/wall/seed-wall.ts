import { FIRST_PAGE_ID } from '../seed.ts'
import type { World } from '../world.ts'
import { keepComment, newComment } from './comments.ts'
import { authorKey } from './authors.ts'
import { isComment, lastPart } from './find.ts'
import { keepPost, newPost } from './posts.ts'
import type { Author, Comment, Post, ReactionType } from './wall.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const PAGE: Author = { kind: 'page', pageId: FIRST_PAGE_ID }
const ZOFIA = person('100014402987731')
const LAYLA = person('100027719465008')
const DIEP = person('100033650128842')
const SOLOMIYA = person('100058206613397')
const MAXIMILIANE = person('100071948350264')
const KIKI = person('100082537104695')
/** A customer who comments, but never wrote a message. */
export const SEED_COMMENTER_ID = '100093310572846'
const OWEN = person(SEED_COMMENTER_ID)

/** The post that `--env` names; a photo post is written on by most. */
export const SEED_POST_ID = `${FIRST_PAGE_ID}_122184530716204911`

/** A small wall for the first Page of a seeded world. No webhook tells of it: it was there before any app. */
export function seedWall(world: World): void {
  const page = world.state.pages.get(FIRST_PAGE_ID)
  if (!page) {
    return
  }
  const now = world.clock.now()
  const post = (story: string, hoursAgo: number, wish: Omit<Parameters<typeof newPost>[1], 'page'>) =>
    keepPost(world, newPost(world, { page, id: `${FIRST_PAGE_ID}_${story}`, at: now - hoursAgo * HOUR, ...wish }))
  const saturday = post('122179904417326508', 74, {
    by: PAGE,
    message: 'The greenhouse is open on Saturday from nine to two. Come and choose your winter pansies, the kettle is on 🌼',
  })
  aboutSaturday(world, saturday)
  post('122181266390154807', 52, { by: ZOFIA, message: 'Dziękuję za pomoc przy jabłonce, pięknie się przyjęła! 🍎' })
  const frost = post('122184530716204911', 26, {
    by: PAGE,
    message: 'First frost, and the dahlias did not mind. Which colour shall we plant more of next year?',
    media: [{ id: '122184530692038845', type: 'photo', mediaId: undefined, width: 480, height: 480 }],
  })
  aboutFrost(world, frost)
}

function aboutSaturday(world: World, post: Post): void {
  const asked = say(world, { on: post, by: SOLOMIYA, minutesLater: 35, id: '581203947716624', message: 'А кава буде? ☕' })
  say(world, { on: asked, by: PAGE, minutesLater: 48, id: '774910362258013', message: 'Так, і чай теж. До суботи!' })
  say(world, { on: asked, by: SOLOMIYA, minutesLater: 55, id: '690417725533186', message: 'Чудово, беру з собою сестру.' })
  const spam = {
    on: post,
    by: KIKI,
    minutesLater: 90,
    id: '848112059374461',
    message: 'Win a phone!!! First hundred only, look at my profile',
  }
  say(world, spam).isHidden = true
  say(world, { on: post, by: OWEN, minutesLater: 130, id: '903366481720598', message: 'Is there room to park a van?' })
  like(post, [ZOFIA, 'like'], [OWEN, 'like'], [LAYLA, 'love'])
}

function aboutFrost(world: World, post: Post): void {
  say(world, { on: post, by: DIEP, minutesLater: 20, id: '655820174493307', message: 'Màu cam đẹp quá! 🧡' })
  say(world, { on: post, by: MAXIMILIANE, minutesLater: 64, id: '712094836651240', message: 'Mehr von den dunkelroten, bitte.' })
  const bulbs = say(world, { on: post, by: LAYLA, minutesLater: 300, id: '836571920047415', message: 'ألوان رائعة! هل تبيعون الدرنات؟' })
  say(world, { on: bulbs, by: PAGE, minutesLater: 340, id: '927740516388209', message: 'نعم، ابتداءً من آذار. سنكتب لكم هنا 🌷' })
  like(post, [DIEP, 'love'], [MAXIMILIANE, 'like'], [SOLOMIYA, 'wow'], [KIKI, 'love'])
}

type Said = { on: Post | Comment; by: Author; minutesLater: number; id: string; message: string }

/** `minutesLater` than the post. */
function say(world: World, { on, by, minutesLater, id, message }: Said): Comment {
  const postId = isComment(on) ? on.postId : on.id
  const at = (world.state.wall.posts.get(postId)?.at ?? world.clock.now()) + minutesLater * MINUTE
  return keepComment(world, newComment(world, { on, by, message, at, id: `${lastPart(postId)}_${id}` }))
}

function like(post: Post, ...given: readonly (readonly [Author, ReactionType])[]): void {
  for (const [by, type] of given) {
    post.reactions.set(authorKey(by), { by, type, at: post.at + MINUTE })
  }
}

function person(personId: string): Author {
  return { kind: 'person', personId }
}
