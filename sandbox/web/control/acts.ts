import { ask, post } from '../api.ts'
import { leavePhone } from '../messenger/acts.ts'
import { loadAll, loadFaults, takeWaiting } from '../news.ts'
import { store, told, toldOnce } from '../store.ts'
import type { Fault, Page, Person } from '../types.ts'
import { set } from '../ui.ts'

export async function makePerson(name: string): Promise<boolean> {
  return told(async () => {
    const person = await post<Person>('people', { name })
    leavePhone()
    store.personId = person.id
    await loadAll()
  })
}

export async function makePage(name: string): Promise<boolean> {
  return told(async () => {
    const { pages } = await post<{ pages: Page[] }>('pages', { name })
    leavePhone()
    store.pageId = pages[0]?.id ?? store.pageId
    await loadAll()
  })
}

export async function changePage(page: Page, change: Readonly<Record<string, unknown>>): Promise<void> {
  await told(() => ask(`pages/${page.id}`, { method: 'PATCH', body: change }))
}

export async function moveClock(body: Readonly<Record<string, unknown>>): Promise<void> {
  await told(() => post('clock', body))
}

export async function resetWorld(): Promise<void> {
  set({ openMid: undefined, editMid: undefined, replyMid: undefined, suitePersonId: undefined })
  await told(() => post('reset', {}))
}

export async function killKeys(whose: Readonly<Record<string, string>>, subcode: number): Promise<void> {
  await told(() => post('tokens/kill', { ...whose, subcode }))
}

/** As in Facebook's settings: the keys die, and the app's deauthorize callback is called when it has one. */
export async function removeApp(person: Person): Promise<void> {
  await told(() => post(`people/${person.id}/remove-app`, {}))
}

/** Until it is switched off: what is not counted down. */
const FOR_EVER = 1_000_000

export async function switchFault(known: Fault | undefined, wish: Readonly<Record<string, unknown>>): Promise<void> {
  await toldOnce(`fault ${known?.id ?? JSON.stringify(wish)}`, async () => {
    await (known ? ask(`faults/${known.id}`, { method: 'DELETE' }) : post('faults', { times: FOR_EVER, ...wish }))
    await loadFaults()
  })
}

/** Facebook asks to slow down: all calls get the code, with the time that is left, for five minutes of the world's clock. */
export async function switchLimit(isOn: boolean, code: number): Promise<void> {
  await told(async () => {
    await (isOn ? post('throttles', { code, minutes: 5 }) : ask('throttles', { method: 'DELETE' }))
    await loadFaults()
  })
}

/** All sends of the Page to this person fail with the error, until it is taken away. */
export async function barSends(personId: string, error: string | null): Promise<void> {
  await told(async () => {
    await post('send-errors', { page_id: store.pageId, person_id: personId, error })
    await loadFaults()
  })
}

export async function clearFaults(): Promise<void> {
  await told(async () => {
    await Promise.all([ask('faults', { method: 'DELETE' }), ask('throttles', { method: 'DELETE' })])
    await loadFaults()
  })
}

export async function deliverNow(): Promise<void> {
  await told(async () => {
    await post('webhooks/flush', {})
    await takeWaiting()
  })
}

export async function sendSample(field: string): Promise<void> {
  await told(() => post('webhooks/test', { page_id: store.pageId, field }))
}
