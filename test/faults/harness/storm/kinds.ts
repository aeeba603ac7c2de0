import * as messages from './make-messages.ts'
import * as wall from './make-public.ts'
import * as news from './make-news.ts'
import { without, type Json, type Maker, type Scene } from './scene.ts'

/** An item, in the list of the envelope in which it is told. */
export type Item = { readonly list: 'messaging' | 'standby' | 'changes'; readonly item: Json }

type Kind = { readonly name: string; readonly often: number; make(scene: Scene): readonly Item[] }

/** So often as a text, if that were 40. Whatever is not named here comes twice in 40. */
const OFTEN: Readonly<Record<string, number>> = {
  text: 40,
  picture: 8,
  files: 4,
  edit: 6,
  reaction: 6,
  echo: 8,
  echoOfOwn: 6,
  delivery: 6,
  read: 6,
  comment: 20,
  commentOfThePage: 6,
  postOfThePage: 4,
  postOfVisitor: 4,
}

const plain = Object.entries<Maker>({ ...messages, ...news }).map(([name, make]): Kind => ({
  name,
  often: OFTEN[name] ?? 2,
  make: (scene) => [{ list: 'messaging', item: make(scene) }],
}))

const standby = Object.entries<Maker>({
  text: messages.text,
  picture: messages.picture,
  echo: messages.echoByApp,
  reaction: news.reaction,
  unknown: news.unknownKind,
  /** Facebook leaves out what a tap carries. */
  postback: (scene) => {
    const tap = messages.postback(scene)
    return { ...tap, postback: without(tap['postback'] as Json, 'payload') }
  },
}).map(([name, make]): Kind => ({ name: `standby ${name}`, often: 2, make: (scene) => [{ list: 'standby', item: make(scene) }] }))

/** One message that both lists tell, in standby without its files: the whole one stands, whichever comes first. */
const inBothLists: Kind = {
  name: 'in both lists',
  often: 3,
  make: (scene) => {
    const item = messages.picture(scene)
    const holed = { ...item, message: without(item['message'] as Json, 'attachments') }
    return [
      { list: 'messaging', item },
      { list: 'standby', item: holed },
    ]
  },
}

const { changeOf, newWall: _newWall, ...publicMakers } = wall
const inPublic = Object.entries<wall.PublicMaker>(publicMakers).map(([name, make]): Kind => ({
  name: `public ${name}`,
  often: OFTEN[name] ?? 2,
  make: changeOf(make),
}))

/** Every kind of private messaging. */
export const PRIVATE: readonly Kind[] = [...plain, ...standby, inBothLists]
/** Those, and every kind of what everybody reads. */
export const KINDS: readonly Kind[] = [...PRIVATE, ...inPublic]

const LOTS = KINDS.flatMap((kind) => Array.from({ length: kind.often }, () => kind))

export function makeSomething(scene: Scene): { readonly kind: string; readonly items: readonly Item[] } {
  const { name, make } = LOTS[scene.dice.below(LOTS.length)] ?? inBothLists
  return { kind: name, items: make(scene) }
}
