import { IconAlertCircle } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Folder } from '../api/types.ts'
import { Segmented } from '../ui/segmented.tsx'
import { ATTENTION, attentionTitle } from './folders.ts'
import { useFolderCounts } from './tickets-queries.ts'

/** Whose failures the list is of. */
export function WhoseChoice({ folder }: { readonly folder: Folder }) {
  const counts = useFolderCounts()
  const navigate = useNavigate()
  const shown = (name: string, each: Folder): string =>
    counts.of(each) === 0 ? name : `${name} ${counts.of(each) > 999 ? '999+' : counts.of(each)}`
  return (
    <div className="list-filters">
      <Segmented
        label="Whose"
        value={folder === ATTENTION.everyones ? 'everyones' : 'mine'}
        segments={[
          { value: 'mine', label: shown('Mine', ATTENTION.mine) },
          { value: 'everyones', label: shown('Everyone’s', ATTENTION.everyones) },
        ]}
        onChange={(whose) => void navigate({ to: '/tickets/$folder', params: { folder: ATTENTION[whose] } })}
      />
    </div>
  )
}

/** Where the folders do not stand beside the list, this one is not to be found by chance only. */
export function AttentionMark() {
  const count = useFolderCounts().of(ATTENTION.mine)
  return count === 0 ? null : (
    <Link
      to="/tickets/$folder"
      params={{ folder: ATTENTION.mine }}
      className="attention-mark"
      title={attentionTitle(count)}
      aria-label={`Needs attention: ${attentionTitle(count)}`}
    >
      <IconAlertCircle size={16} aria-hidden="true" />
      {count > 999 ? '999+' : count}
    </Link>
  )
}
