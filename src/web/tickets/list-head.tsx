import { Button, Menu } from '@mantine/core'
import { IconArrowsSort, IconChevronDown } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { TicketSort } from '#domain/tickets/folder.ts'
import { Count } from '../ui/count.tsx'
import { useDocumentTitle } from '../ui/use-document-title.ts'
import { useIsWide } from '../ui/use-is-wide.ts'
import { AttentionMark, WhoseChoice } from './attention-head.tsx'
import { folderNamed, isAttention, isOfEnds, searchOf, SHOWN_FOLDERS, type ShownFolder } from './folders.ts'
import { DeadlineMenu } from './deadline-menu.tsx'
import { useFolderCounts } from './tickets-queries.ts'

const SORTS: readonly { readonly sort: TicketSort; readonly name: string; readonly words: string }[] = [
  { sort: 'activity', name: 'Newest', words: 'Newest activity first' },
  { sort: 'expiring', name: 'Ends first', words: 'What ends first' },
]

/** The folder's name, its number, its order. Below 1440 px the name opens the other folders. */
export function ListHead({ shown }: { readonly shown: ShownFolder }) {
  const { folder } = shown
  const counts = useFolderCounts()
  const hasFoldersBeside = useIsWide(1440)
  const { heading } = folderNamed(folder)
  const count = counts.of(folder)
  useDocumentTitle(heading)
  const title = (
    <>
      <span className="ellipsis">{heading}</span>
      {count > 0 ? <span className="n">{count > 999 ? '999+' : count}</span> : null}
    </>
  )
  return (
    <>
      <div className="list-head">
        <h1>{hasFoldersBeside ? title : <FolderMenu>{title}</FolderMenu>}</h1>
        <span className="grow" />
        {hasFoldersBeside || isAttention(folder) ? null : <AttentionMark />}
        <SortMenu shown={shown} />
      </div>
      {isAttention(folder) ? <WhoseChoice folder={folder} /> : null}
      {isOfEnds(folder) ? <DeadlineMenu shown={shown} /> : null}
    </>
  )
}

function FolderMenu({ children }: { readonly children: React.ReactNode }) {
  const counts = useFolderCounts()
  const navigate = useNavigate()
  return (
    <Menu position="bottom-start" width={230}>
      <Menu.Target>
        <button type="button" className="folder-button" title="Folders">
          {children}
          <IconChevronDown size={16} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {SHOWN_FOLDERS.map(({ folder, name }) => (
          <Menu.Item
            key={folder}
            rightSection={<Count value={counts.of(folder)} isRed={isAttention(folder)} />}
            onClick={() => void navigate({ to: '/tickets/$folder', params: { folder } })}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function SortMenu({ shown }: { readonly shown: ShownFolder }) {
  const { folder, sort } = shown
  const navigate = useNavigate()
  const here = SORTS.find((each) => each.sort === sort) ?? SORTS[0]
  return (
    <Menu width={210}>
      <Menu.Target>
        <Button variant="quiet" size="xs" leftSection={<IconArrowsSort size={16} aria-hidden="true" />} title="Sort">
          {here?.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={sort}
          onChange={(chosen) => {
            const next = SORTS.find((each) => each.sort === chosen)
            if (next !== undefined) {
              void navigate({ to: '/tickets/$folder', params: { folder }, search: searchOf({ ...shown, sort: next.sort }) })
            }
          }}
        >
          {SORTS.map((each) => (
            <Menu.RadioItem key={each.sort} value={each.sort} closeMenuOnClick>
              {each.words}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
