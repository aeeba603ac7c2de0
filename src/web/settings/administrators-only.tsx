import { IconLock } from '@tabler/icons-react'
import { useAdministrator } from '../session/use-administrator.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'

/** In place of a setting that one may not see: that it is so, and whom to ask. */
export function AdministratorsOnly({ title }: { readonly title: string }) {
  const name = useAdministrator()
  return (
    <Page title={title} isNarrow>
      <div className="card">
        <Empty icon={<IconLock size={28} aria-hidden="true" />} title="Only administrators see this">
          {name === undefined ? 'Ask an administrator of your workspace.' : `${name} is one.`}
        </Empty>
      </div>
    </Page>
  )
}
