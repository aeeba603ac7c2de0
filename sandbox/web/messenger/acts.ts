import { post, upload } from '../api.ts'
import { loadThread, loadWall } from '../news.ts'
import { changed, store, told } from '../store.ts'
import type { Message, Person } from '../types.ts'
import { focusSoon, type Picked, set, ui, unpick } from '../ui.ts'
import { hum } from './hum.ts'

export async function choosePerson(person: Person): Promise<void> {
  store.personId = person.id
  closeAll()
  await told(() => loadThread(store.pageId, person.id))
}

/** The Page in view: in the phone, on the wall and in Business Suite alike. */
export async function choosePage(pageId: string): Promise<void> {
  store.pageId = pageId
  closeAll()
  await told(() => Promise.all([loadThread(pageId, store.personId), loadWall(pageId)]))
}

export async function openThread(pageId: string): Promise<void> {
  ui.phoneShows = 'thread'
  await choosePage(pageId)
  focusSoon('#phone textarea')
}

/** True when the message went out, so that the box may be emptied. Pictures go together, every other file by itself, then the words. */
export async function write(text: string, picked: readonly Picked[]): Promise<boolean> {
  const mid = ui.editMid
  if (mid !== undefined) {
    set({ editMid: undefined })
    return told(() => post(`messages/${mid}/edit`, { text }))
  }
  return told(async () => {
    for (const attachments of await uploadAll(picked)) {
      await say({ attachments })
    }
    unpick('phone')
    if (text !== '') {
      await say({ text })
    }
  })
}

export async function sayWith(body: Readonly<Record<string, unknown>>): Promise<void> {
  set({ tray: undefined })
  await told(() => say(body))
}

export async function sayVoice(): Promise<void> {
  await told(async () => {
    const file = await upload(hum(2), 'voice-note.wav')
    await say({ attachments: [{ type: 'audio', media_id: file.media_id }] })
  })
}

export async function react(message: Message, reaction: string | null): Promise<void> {
  set({ openMid: undefined })
  await told(() => post(`messages/${message.mid}/reaction`, { reaction }))
}

export async function unsend(message: Message): Promise<void> {
  set({ openMid: undefined })
  focusSoon('#phone textarea')
  await told(() => post(`messages/${message.mid}/unsend`, {}))
}

export async function tap(mid: string, what: Readonly<Record<string, number>>): Promise<void> {
  await told(() => post(`messages/${mid}/tap`, what))
}

/** Get Started, the persistent menu, and what stands in a menu: a payload with the words on the button. */
export async function postback(title: string, payload: string): Promise<void> {
  set({ tray: undefined })
  await told(() => post('postbacks', { ...parties(), title, payload }))
}

/** Files as they stand in messages: all pictures in one, every other file in one of its own. */
export async function uploadAll(picked: readonly Picked[]): Promise<readonly { type: string; media_id: string }[][]> {
  const pictures: { type: string; media_id: string }[] = []
  const others: { type: string; media_id: string }[][] = []
  for (const { file, name, type } of picked) {
    const { media_id } = await upload(file, name)
    const attachment = { type, media_id }
    if (type === 'image') {
      pictures.push(attachment)
    } else {
      others.push([attachment])
    }
  }
  return pictures.length === 0 ? others : [pictures, ...others]
}

async function say(body: Readonly<Record<string, unknown>>): Promise<void> {
  const replyTo = ui.replyMid
  await post('messages', { ...parties(), ...body, ...(replyTo === undefined ? {} : { reply_to: replyTo }) })
  ui.replyMid = undefined
}

function parties() {
  return { page_id: store.pageId, person_id: store.personId }
}

/** What was half written was meant for somebody else. */
function closeAll(): void {
  document.querySelector<HTMLFormElement>('#phone form.write')?.reset()
  unpick('phone')
  unpick('suite')
  Object.assign(ui, { openMid: undefined, editMid: undefined, replyMid: undefined, tray: undefined, suitePersonId: undefined })
  changed()
}
