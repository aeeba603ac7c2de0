import type { ConnectedDesk } from '#test/connected-desk.ts'
import { insist } from '../acts/agents.ts'
import type { Labels } from './contents.ts'
import { makeFile, type FileKind } from './files.ts'

/** The desk's ids of the files, or why it takes none there. */
export type Brought = { readonly kind: 'brought'; readonly ids: readonly string[] } | { readonly kind: 'refused'; readonly why: string }

export type Bringing = {
  /** Brings new files of these kinds for a reply in a ticket. */
  bring(ticketId: string, kinds: readonly FileKind[]): Promise<Brought>
  readonly labels: Labels
}

/** What agents choose in their composer: each file is another one. */
export function createBringing(desk: ConnectedDesk): Bringing {
  const labels = new Map<string, string>()
  let made = 0

  async function bring(ticketId: string, kinds: readonly FileKind[]): Promise<Brought> {
    const ids: string[] = []
    for (const kind of kinds) {
      made += 1
      const { label, name, bytes } = await makeFile(kind, made)
      const answer = await insist(desk, `POST /tickets/${ticketId}/files?name=${encodeURIComponent(name)}`, bytes)
      const { id, title = '' } = (await answer.json()) as { id: string; title?: string }
      if (answer.status === 409) {
        return { kind: 'refused', why: title }
      }
      if (answer.status !== 201) {
        throw new Error(`${label}: ${answer.status} ${title}`)
      }
      labels.set(id, label)
      ids.push(id)
    }
    return { kind: 'brought', ids }
  }

  return { bring, labels }
}
