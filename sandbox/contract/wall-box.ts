import { type Box, openBox } from './box.ts'
import { openEar } from './ear.ts'
import { env, graph, type Reply } from './graph.ts'
import type { Listener } from './listener.ts'

type Shown = Readonly<Record<string, unknown>>

/** A sandbox whose one app hears of everything on the Page's wall. */
export type WallBox = {
  readonly box: Box
  readonly app: Listener
  it(name: string): string
  /** A call of Graph with the Page's token. */
  call(path: string, body?: unknown, method?: string): Promise<Reply>
  /** The `count`-th change that came, from 1 on: its field and value. */
  change(count: number): Promise<{ field: string; value: Shown }>
  /** A customer's Page-scoped id and name, as `from` tells them. */
  person(name: string): { id: string; psid: string; name: string }
  close(): Promise<void>
}

export async function openWallBox(): Promise<WallBox> {
  const box = await openBox()
  const app = await openEar(box, 'feed,mention,ratings')
  const it = (name: string) => env(box, name)
  const { people } = (await box.control('world')) as { people: { id: string; name: string; psids: Record<string, string> }[] }
  return {
    box,
    app,
    it,
    call: (path, body, method) =>
      graph(box, `/v26.0/${path}`, {
        token: it('PAGE_TOKEN'),
        ...(body === undefined ? {} : { body }),
        ...(method === undefined ? {} : { method }),
      }),
    change: async (count) => changeIn((await app.untilHeard(count))[count - 1]?.body ?? ''),
    person: (name) => {
      const found = people.find((person) => person.name.includes(name))
      if (!found) {
        throw new Error(`Nobody is called ${name}.`)
      }
      return { id: found.id, psid: found.psids[it('PAGE_ID')] ?? '', name: found.name }
    },
    close: async () => {
      await box.close()
      await app.close()
    },
  }
}

function changeIn(body: string): { field: string; value: Shown } {
  const { entry } = JSON.parse(body) as { entry: { changes: { field: string; value: Shown }[] }[] }
  const change = entry[0]?.changes[0]
  if (!change) {
    throw new Error(`No change in ${body}`)
  }
  return change
}
