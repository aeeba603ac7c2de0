import { useMemo, useState } from 'react'
import { splitText } from '#domain/messaging-policy/split.ts'

type Parts = {
  /** How many messages a text that is too long can be; undefined: it fits, or cannot be split. */
  readonly count: number | undefined
  /** The messages, while one looks at them. */
  readonly parts: readonly string[] | undefined
  split(): void
  change(parts: readonly string[]): void
  join(): void
}

/** A text as several messages. What is changed in them is changed in the text, so that it is kept as all that one writes. */
export function useParts(text: string, before: number, onText: (text: string) => void): Parts {
  const offered = useMemo(() => splitText(text, before), [text, before])
  const [parts, setParts] = useState<readonly string[]>()
  return {
    count: offered?.length,
    parts,
    split: () => setParts(offered),
    change: (next) => {
      setParts(next)
      onText(next.join('\n\n'))
    },
    join: () => setParts(undefined),
  }
}
