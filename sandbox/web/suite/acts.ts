import { ask, post } from '../api.ts'
import { loadThread, takeWorld } from '../news.ts'
import { sendAll } from '../messenger/acts.ts'
import { store, told } from '../store.ts'
import { focusSoon, type Picked, set, unpick } from '../ui.ts'

export const BOX = 'suite'

export async function openSuiteThread(personId: string): Promise<void> {
  unpick(BOX)
  set({ suitePersonId: personId })
  focusSoon('#part-suite .write textarea')
  await told(() => loadThread(store.pageId, personId))
}

/** The Page's own people answer in Meta's inbox: the app hears of it as an echo. */
export async function answerByHand(personId: string, text: string, picked: readonly Picked[]): Promise<boolean> {
  const parties = { page_id: store.pageId, person_id: personId }
  return told(() => sendAll(BOX, { text, picked }, (body) => post('inbox', { ...parties, ...body })))
}

/** Who controls the thread (handover) and where it lies. */
export async function changeThread(personId: string, change: Readonly<Record<string, string | null>>): Promise<void> {
  await told(async () => {
    await ask(`conversations/${store.pageId}/${personId}`, { method: 'PATCH', body: change })
    await takeWorld()
  })
}
