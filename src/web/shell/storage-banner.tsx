import { IconDatabaseOff } from '@tabler/icons-react'
import type { FileStorage } from '../api/types.ts'
import { Banner } from '../ui/banner.tsx'
import { useNow } from '../ui/use-now.ts'
import { storageWords } from './storage-words.ts'

/** Files wait for our own storage: gone by itself once it takes them. */
export function StorageBanner({ problem }: { readonly problem: NonNullable<FileStorage['problem']> }) {
  const { lead, words } = storageWords(problem, useNow(60_000))
  return (
    <Banner tone="bad" icon={<IconDatabaseOff size={18} aria-hidden="true" />}>
      <b>{lead}</b> {words}
    </Banner>
  )
}
