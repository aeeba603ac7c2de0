import { isDatabaseAway } from '#storage/connections/away.ts'

type Groups<Asked, Answer> = {
  /** Only what has the same key is done together, one group of it at a time. */
  keyOf(asked: Asked): string
  /** As many answers as was asked, in the same order. All of it is one transaction: a throw means that nothing was done. */
  work(group: readonly Asked[]): Promise<readonly Answer[]>
}

type Waiting<Asked, Answer> = {
  readonly asked: Asked
  readonly key: string
  resolve(answer: Answer): void
  reject(error: unknown): void
}

const MOST_IN_GROUP = 32
/** Each has a connection. */
const GROUPS_AT_ONCE = 2

/**
 * Does together what is asked for at once: whoever asks while a group of its key is at work waits, and all who wait are the next. Whoever asks alone waits
 * for nobody. Where a group fails each is done by itself, so that one holds back no other.
 */
export function inGroups<Asked, Answer>({ keyOf, work }: Groups<Asked, Answer>): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = []
  const busy = new Set<string>()

  function beginNext(): void {
    while (busy.size < GROUPS_AT_ONCE) {
      const key = waiting.find((one) => !busy.has(one.key))?.key
      if (key === undefined) {
        return
      }
      const group = waiting.filter((one) => one.key === key).slice(0, MOST_IN_GROUP)
      const taken = new Set(group)
      waiting = waiting.filter((one) => !taken.has(one))
      busy.add(key)
      void run(group).finally(() => {
        busy.delete(key)
        beginNext()
      })
    }
  }

  async function run(group: readonly Waiting<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await work(group.map(({ asked }) => asked))
      group.forEach(({ resolve }, index) => resolve(answers[index] as Answer))
    } catch (error) {
      // What a database that went away made of the commit nobody knows: whoever asks again finds it.
      if (group.length === 1 || isDatabaseAway(error)) {
        group.forEach(({ reject }) => reject(error))
      } else {
        await Promise.all(group.map((one) => run([one])))
      }
    }
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, key: keyOf(asked), resolve, reject })
      queueMicrotask(beginNext)
    })
}
