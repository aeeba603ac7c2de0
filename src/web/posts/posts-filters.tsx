import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { channelsQuery } from '../channels/channels-queries.ts'
import { Filter } from '../ui/filter.tsx'
import { POST_KINDS, sortOf, type PostsSearch, type Tab } from './search.ts'

const HAVING = [
  { value: 'unanswered', words: 'unanswered' },
  { value: 'hidden', words: 'with hidden' },
] as const
const KIND_WORDS: Readonly<Record<(typeof POST_KINDS)[number], string>> = {
  text: 'text',
  photo: 'photo',
  video: 'video',
  link: 'link',
  'not-available': 'not available to us',
}
const KINDS = POST_KINDS.map((value) => ({ value, words: KIND_WORDS[value] }))
const SORTS = [
  { value: 'unanswered', words: 'most unanswered first' },
  { value: 'newest', words: 'newest first' },
] as const

/** What of the tab is shown, and in which order. All of it is in the address. */
export function PostsFilters({ tab, search }: { readonly tab: Tab; readonly search: PostsSearch }) {
  const navigate = useNavigate()
  const { data } = useQuery(channelsQuery)
  const pages = (data ?? []).filter(({ kind }) => kind === 'facebook').map(({ id, name }) => ({ value: id, words: name }))

  function choose<Name extends keyof PostsSearch>(name: Name, value: PostsSearch[Name]): void {
    const { [name]: _before, ...others } = search
    const isUsual = value === undefined || (name === 'sort' && value === sortOf(tab, {}))
    void navigate({ to: '/posts/$tab', params: { tab }, search: isUsual ? others : { ...others, [name]: value } })
  }

  return (
    <div className="filters">
      <Filter name="Page" any="any" value={search.channelId} choices={pages} onChoose={(value) => choose('channelId', value)} />
      <Filter name="Show" any="all" value={search.having} choices={HAVING} onChoose={(value) => choose('having', value)} />
      {tab === 'own' ? (
        <Filter name="Kind" any="any" value={search.kind} choices={KINDS} onChoose={(value) => choose('kind', value)} />
      ) : null}
      <Filter name="Sort" value={sortOf(tab, search)} choices={SORTS} onChoose={(value) => choose('sort', value)} />
    </div>
  )
}
