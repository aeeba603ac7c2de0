import { Button, Menu } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/messaging-policy/deadline.ts'
import { Count } from '../ui/count.tsx'
import { searchOf, type ShownFolder } from './folders.ts'
import { useFolderCounts } from './tickets-queries.ts'

const ALL = 'all'
const ALL_NAME = 'All deadlines'
const NAMES: Readonly<Record<DeadlineKind, string>> = {
  'reply-window': 'Reply windows',
  'human-agent': 'Human agent',
  'private-reply': 'Private replies',
}

/** Of what ends all, or one kind, and how many of each. */
export function DeadlineMenu({ shown }: { readonly shown: ShownFolder }) {
  const navigate = useNavigate()
  const { folder, deadlineKind } = shown
  const counts = useFolderCounts()
  return (
    <div className="list-filters">
      <Menu width={210} position="bottom-start">
        <Menu.Target>
          <Button variant="quiet" size="xs" leftSection={<IconFilter size={16} aria-hidden="true" />} title="Which deadlines">
            {deadlineKind === undefined ? ALL_NAME : NAMES[deadlineKind]}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup
            value={deadlineKind ?? ALL}
            onChange={(chosen) => {
              const next = DEADLINE_KINDS.find((each) => each === chosen)
              void navigate({ to: '/tickets/$folder', params: { folder }, search: searchOf({ ...shown, deadlineKind: next }) })
            }}
          >
            <Menu.RadioItem value={ALL} closeMenuOnClick rightSection={<Count value={counts.of(folder)} />}>
              {ALL_NAME}
            </Menu.RadioItem>
            {DEADLINE_KINDS.map((kind) => (
              <Menu.RadioItem key={kind} value={kind} closeMenuOnClick rightSection={<Count value={counts.ofKind(folder, kind)} />}>
                {NAMES[kind]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
