import { ask, post } from '../api.ts'
import { loadThread, takeWorld } from '../news.ts'
import { uploadAll } from '../messenger/acts.ts'
import { store, told } from '../store.ts'
import { focusSoon, type Picked, set, unpick } from '../ui.ts'

export const BOX = 'suite'

export async function openSuiteThread(personId: string): Promise<void> {
  set({ suitePersonId: personId })
  focusSoon('#part-suite .write textarea')
  await told(() => loadThread(store.pageId, personId))
}

/** The Page's own people answer in Meta's inbox: the app hears of it as an echo. */
export async function answerByHand(personId: string, text: string, picked: readonly Picked[]): Promise<boolean> {
  const parties = { page_id: store.pageId, person_id: personId }
  return told(async () => {
    for (const attachments of await uploadAll(picked)) {
      await post('inbox', { ...parties, attachments })
    }
    unpick(BOX)
    if (text !== '') {
      await post('inbox', { ...parties, text })
    }
  })
}

/** Who controls the thread (handover) and where it lies. */
export async function changeThread(personId: string, change: Readonly<Record<string, string | null>>): Promise<void> {
  await told(async () => {
    await ask(`conversations/${store.pageId}/${personId}`, { method: 'PATCH', body: change })
    await takeWorld()
  })
}
