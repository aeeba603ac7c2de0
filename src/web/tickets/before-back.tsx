import { IconClockExclamation } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Folder } from '../api/types.ts'
import { sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { useFolderCounts } from './tickets-queries.ts'

const HERE: readonly Folder[] = ['ending-soon', 'my', 'unassigned', 'open', 'all']

/** Near the end of a working day, and after it: how much ends before people are back, with a press that shows just that. */
export function BeforeBack({ folder }: { readonly folder: Folder }) {
  const { of, backAt } = useFolderCounts()
  const now = useNow(60_000)
  const count = of('before-back')
  if (backAt === undefined || backAt <= now || count === 0 || !HERE.includes(folder)) {
    return null
  }
  const what = count === 1 ? '1 deadline ends' : `${count > 999 ? '999+' : count} deadlines end`
  return (
    <output className="before-back">
      <IconClockExclamation size={16} aria-hidden="true" />
      <span className="grow">
        <b>{what}</b> before you are back {sentenceTime(backAt, now)}.
      </span>
      <Link to="/tickets/$folder" params={{ folder: 'before-back' }}>
        Show
      </Link>
    </output>
  )
}
