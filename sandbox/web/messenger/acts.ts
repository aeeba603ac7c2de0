import { post, upload } from '../api.ts'
import { loadThread, loadWall } from '../news.ts'
import { store, told, toldOnce } from '../store.ts'
import type { Message, Person } from '../types.ts'
import { focusSoon, type Picked, set, ui, unpick } from '../ui.ts'

export async function choosePerson(person: Person): Promise<void> {
  store.personId = person.id
  leavePhone()
  await told(() => loadThread(store.pageId, person.id))
}

/** The Page in view: in the phone, on the wall and in Business Suite alike. */
export async function choosePage(pageId: string): Promise<void> {
  store.pageId = pageId
  leavePhone()
  unpick('suite')
  set({ suitePersonId: undefined })
  await told(() => Promise.all([loadThread(pageId, store.personId), loadWall(pageId)]))
}

export async function openThread(pageId: string): Promise<void> {
  ui.phoneShows = 'thread'
  await choosePage(pageId)
  focusSoon('#phone textarea')
}

/** True when the message went out, so that the box may be emptied. */
export async function write(text: string, picked: readonly Picked[]): Promise<boolean> {
  const mid = ui.editMid
  if (mid !== undefined) {
    return told(async () => {
      await post(`messages/${mid}/edit`, { text })
      ui.editMid = undefined
    })
  }
  const from = parties()
  return told(() => sendAll('phone', { text, picked }, (body) => say(body, from)))
}

export async function sayWith(body: Readonly<Record<string, unknown>>): Promise<void> {
  set({ tray: undefined })
  await told(() => say(body, parties()))
}

export async function react(message: Message, reaction: string | null): Promise<void> {
  set({ openMid: undefined })
  await told(() => post(`messages/${message.mid}/reaction`, { reaction }))
}

export async function unsend(message: Message): Promise<void> {
  set({ openMid: undefined })
  focusSoon('#phone textarea')
  await toldOnce(`unsend ${message.mid}`, () => post(`messages/${message.mid}/unsend`, {}))
}

export async function tap(mid: string, what: Readonly<Record<string, number>>): Promise<void> {
  await toldOnce(`tap ${mid}`, () => post(`messages/${mid}/tap`, what))
}

/** Get Started, the persistent menu, and what stands in a menu: a payload with the words on the button. */
export async function postback(title: string, payload: string): Promise<void> {
  set({ tray: undefined })
  await toldOnce(`postback ${payload}`, () => post('postbacks', { ...parties(), title, payload }))
}

type Draft = { readonly text: string; readonly picked: readonly Picked[] }
type Body = Readonly<Record<string, unknown>>

/** All pictures in one message, every other file in one of its own, then the words. What went out is not sent again when the rest fails. */
export async function sendAll(box: string, { text, picked }: Draft, say: (body: Body) => Promise<void>): Promise<void> {
  const pictures = picked.filter(({ type }) => type === 'image')
  const others = picked.filter(({ type }) => type !== 'image').map((each) => [each])
  for (const files of pictures.length === 0 ? others : [pictures, ...others]) {
    const uploaded = await Promise.all(files.map(({ file, name }) => upload(file, name)))
    await say({ attachments: files.map(({ type }, index) => ({ type, media_id: uploaded[index]?.media_id })) })
    unpick(box, files)
  }
  if (text !== '') {
    await say({ text })
  }
}

type Parties = { readonly page_id: string; readonly person_id: string }

/** Whoever is chosen meanwhile, it goes out between the two it was meant for. */
async function say(body: Body, from: Parties): Promise<void> {
  const replyTo = ui.replyMid
  await post('messages', { ...from, ...body, ...(replyTo === undefined ? {} : { reply_to: replyTo }) })
  if (ui.replyMid === replyTo) {
    ui.replyMid = undefined
  }
}

function parties(): Parties {
  return { page_id: store.pageId, person_id: store.personId }
}

/** What was half written was meant for somebody else. */
export function leavePhone(): void {
  document.querySelector<HTMLFormElement>('#phone form.write')?.reset()
  unpick('phone')
  set({ openMid: undefined, editMid: undefined, replyMid: undefined, tray: undefined })
}
