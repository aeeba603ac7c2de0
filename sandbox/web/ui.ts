import { afterDraw, changed } from './store.ts'

export type Part = 'phone' | 'wall' | 'suite' | 'controls'
export type Picked = {
  readonly file: Blob
  readonly name: string
  readonly type: 'image' | 'audio' | 'video' | 'file'
  readonly url: string
}

/** What is open, chosen or half written on this page; nothing of it is known to the sandbox. */
export const ui = {
  part: 'phone' as Part,
  isPhoneOn: true,
  phoneShows: 'thread' as 'inbox' | 'thread',
  /** The message whose acts are open. */
  openMid: undefined as string | undefined,
  /** The message being edited, the message being answered. */
  editMid: undefined as string | undefined,
  replyMid: undefined as string | undefined,
  tray: undefined as 'stickers' | 'voice' | 'more' | 'menu' | undefined,
  /** Files chosen and not sent yet, by the box they were chosen in. */
  picked: new Map<string, readonly Picked[]>(),
  suiteShows: 'inbox' as 'inbox' | 'posts' | 'publish',
  suitePersonId: undefined as string | undefined,
  /** The post or comment being answered or edited, and what is being done, by side. */
  wallOpen: new Map<string, string>(),
  wallForm: undefined as 'post' | 'review' | 'mention' | undefined,
  openEntryId: undefined as number | undefined,
  journalFilter: '',
  castFilter: '',
  /** How many people are shown. */
  castCount: 16,
  deathSubcode: 460,
  limitCode: 613,
}

export function set(change: Partial<typeof ui>): void {
  Object.assign(ui, change)
  changed()
}

/** Where the keyboard goes on, once what was changed is drawn. */
export function focusSoon(selector: string): void {
  afterDraw(() => document.querySelector<HTMLElement>(selector)?.focus())
}

export function pick(key: string, files: Iterable<File>): void {
  const added = [...files].map((file) => ({ file, name: file.name, type: kindOf(file.type), url: URL.createObjectURL(file) }))
  ui.picked.set(key, [...pickedIn(key), ...added])
  changed()
}

export function unpick(key: string, files: readonly Picked[] = pickedIn(key)): void {
  const gone = pickedIn(key).filter((each) => files.includes(each))
  for (const { url } of gone) {
    URL.revokeObjectURL(url)
  }
  ui.picked.set(
    key,
    pickedIn(key).filter((each) => !gone.includes(each)),
  )
  changed()
}

export function pickedIn(key: string): readonly Picked[] {
  return ui.picked.get(key) ?? []
}

function kindOf(mimeType: string): Picked['type'] {
  const [kind] = mimeType.split('/')
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file'
}
