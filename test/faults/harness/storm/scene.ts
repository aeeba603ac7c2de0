import type { MessageId } from '#domain/ids.ts'
import type { Dice } from './dice.ts'
import type { Wall } from './make-public.ts'

export type Json = Readonly<Record<string, unknown>>

/** Something of a conversation that has a name. */
export type Named = { readonly mid: string; readonly by: 'person' | 'page' }

/** A reply that the desk wrote before the storm, and does not know whether Facebook took it. */
export type OwnReply = { readonly id: MessageId; readonly mid: string; isEchoed: boolean }

/** One person and one Page, and what has happened between them so far. */
export type Talk = {
  readonly pageId: string
  readonly personId: string
  readonly said: Named[]
  /** Of the Page, which all who write to it share. */
  readonly wall: Wall
  readonly own: OwnReply | undefined
}

/** Where and when something happens. A maker makes an item of it. */
export type Scene = {
  readonly dice: Dice
  readonly talk: Talk
  /** In milliseconds. */
  readonly at: number
  /** A name that nothing had before. */
  newName(): string
  /** The address of a file of this kind. */
  fileOf(kind: FileName): string
}

/** What the file server has, by the beginning of its path. */
export type FileName = 'photo' | 'drawing' | 'sticker' | 'audioclip' | 'song' | 'film' | 'paper' | 'page' | 'broken' | 'gone'

export type Maker = (scene: Scene) => Json

export function fromPerson({ talk, at }: Scene, what: Json): Json {
  return { sender: { id: talk.personId }, recipient: { id: talk.pageId }, timestamp: at, ...what }
}

export function fromPage({ talk, at }: Scene, what: Json): Json {
  return { sender: { id: talk.pageId }, recipient: { id: talk.personId }, timestamp: at, ...what }
}

/** A message of the person, under a new name. */
export function saying(what: (scene: Scene) => Json): Maker {
  return (scene) => fromPerson(scene, { message: { mid: namedBy('person', scene), ...what(scene) } })
}

/** A message of the Page, told as its echo. */
export function echoing(what: (scene: Scene) => Json): Maker {
  return (scene) => fromPage(scene, { message: { mid: namedBy('page', scene), is_echo: true, ...what(scene) } })
}

export function namedBy(by: Named['by'], { talk, newName }: Scene): string {
  const mid = newName()
  talk.said.push({ mid, by })
  return mid
}

/** Something that was said, by whom it has to be, or something that is never heard of. */
export function somethingSaid({ talk, dice, newName }: Scene, by?: Named['by']): string {
  const [first, ...others] = talk.said.filter((one) => by === undefined || one.by === by)
  return first === undefined || dice.isLucky(0.03) ? `${newName()}_unheard` : dice.pick([first, ...others]).mid
}

export function words({ dice, at }: Scene): string {
  const opening = dice.pick(['Is it still there?', 'Hello 👋', 'שלום, מה שלומך', 'Wie lang dauert das?', 'Thanks!', 'A\nlong\nstory', '  '])
  return `${opening} ${at % 1000}`
}

export function without(object: Json, name: string): Json {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))
}
