import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { channelsQuery } from '../channels/channels-queries.ts'
import { POST_KINDS, sortOf, type PostsSearch, type Tab } from './search.ts'

const ANY = 'any'

type Choice = { readonly value: string; readonly words: string }

const HAVING: readonly Choice[] = [
  { value: ANY, words: 'all' },
  { value: 'unanswered', words: 'unanswered' },
  { value: 'hidden', words: 'with hidden' },
]
const KIND_WORDS: Readonly<Record<(typeof POST_KINDS)[number], string>> = {
  text: 'text',
  photo: 'photo',
  video: 'video',
  link: 'link',
  'not-available': 'not available to us',
}
const KINDS: readonly Choice[] = [{ value: ANY, words: 'any' }, ...POST_KINDS.map((value) => ({ value, words: KIND_WORDS[value] }))]
const SORTS: readonly Choice[] = [
  { value: 'unanswered', words: 'most unanswered first' },
  { value: 'newest', words: 'newest first' },
]

/** What of the tab is shown, and in which order. All of it is in the address. */
export function PostsFilters({ tab, search }: { readonly tab: Tab; readonly search: PostsSearch }) {
  const navigate = useNavigate()
  const { data } = useQuery(channelsQuery)
  const pages = (data ?? []).filter(({ kind }) => kind === 'facebook').map(({ id, name }) => ({ value: id, words: name }))

  function choose(name: keyof PostsSearch, value: string): void {
    const { [name]: _before, ...others } = search
    const isUsual = value === ANY || (name === 'sort' && value === sortOf(tab, {}))
    void navigate({ to: '/posts/$tab', params: { tab }, search: isUsual ? others : { ...others, [name]: value } })
  }

  return (
    <div className="filters">
      <Filter
        name="Page"
        value={search.channelId ?? ANY}
        choices={[{ value: ANY, words: 'any' }, ...pages]}
        onChoose={(value) => choose('channelId', value)}
      />
      <Filter name="Show" value={search.having ?? ANY} choices={HAVING} onChoose={(value) => choose('having', value)} />
      {tab === 'own' ? <Filter name="Kind" value={search.kind ?? ANY} choices={KINDS} onChoose={(value) => choose('kind', value)} /> : null}
      <Filter name="Sort" value={sortOf(tab, search)} choices={SORTS} onChoose={(value) => choose('sort', value)} />
    </div>
  )
}

type FilterProps = {
  readonly name: string
  readonly value: string
  readonly choices: readonly Choice[]
  readonly onChoose: (value: string) => void
}

function Filter({ name, value, choices, onChoose }: FilterProps) {
  const here = choices.find((choice) => choice.value === value)
  return (
    <Menu width={210}>
      <Menu.Target>
        <button type="button" className="filter">
          {name} <b className="ellipsis">{here?.words ?? 'another'}</b>
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={value} onChange={onChoose}>
          {choices.map((choice) => (
            <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick>
              {choice.words}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
