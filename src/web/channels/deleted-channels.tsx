import { IconTrash } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { fullTime, sentenceTime } from '../ui/format-time.ts'
import { contentsWords } from './channel-deletion-words.ts'

const deletedChannelsQuery = queryOptions({
  queryKey: keys.deletedChannels,
  queryFn: async () => (await ask('GET /api/v1/deleted-channels')).channels,
})

/** A line for each channel that was deleted with its data; it stays for good. */
export function DeletedChannels({ now }: { readonly now: Date }) {
  const { data = [] } = useQuery(deletedChannelsQuery)
  if (data.length === 0) {
    return null
  }
  return (
    <section aria-label="Deleted channels">
      <h2 className="group-label">Deleted channels</h2>
      <div className="card">
        <ol className="happenings">
          {data.map(({ channelId, name, pageId, by, startedAt, ...contents }) => (
            <li key={channelId}>
              <IconTrash size={16} aria-hidden="true" />
              <p>
                <time dateTime={startedAt} title={fullTime(new Date(startedAt))}>
                  {sentenceTime(new Date(startedAt), now)}
                </time>
                <b dir="auto">{name}</b>
                <small dir="auto">
                  Deleted by <bdi>{by}</bdi>, with {contentsWords(contents)}. Page {pageId}.
                </small>
              </p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
