import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconPoint } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { ChannelHappening } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { dayAndTime, fullTime } from '../ui/format-time.ts'
import { happeningWords, type HappeningWords } from './channel-history-words.ts'

function channelHistoryQuery(channelId: string) {
  return queryOptions({
    queryKey: keys.channelHistory(channelId),
    queryFn: () => ask('GET /api/v1/channels/:channelId/history', { params: { channelId } }),
  })
}

/** What happened to a Page, the newest first. */
export function ChannelHistory({ channelId }: { readonly channelId: string }) {
  const history = useQuery(channelHistoryQuery(channelId))
  const heading = useId()
  return (
    <section className="settings-group" aria-labelledby={heading}>
      <h2 className="group-label" id={heading}>
        History of this channel
      </h2>
      <Loaded query={history} what="The history">
        {({ happenings, isMore }) => (
          <div className="card">
            <ol className="happenings">
              {happenings.map((happening) => (
                <Happening key={happening.id} happening={happening} />
              ))}
            </ol>
            {happenings.length === 0 ? <p className="muted nothing">Nothing yet.</p> : null}
            {isMore ? <p className="muted nothing">What is older is not shown.</p> : null}
          </div>
        )}
      </Loaded>
    </section>
  )
}

const ICONS: Readonly<Record<HappeningWords['tone'], ReactNode>> = {
  ok: <IconCircleCheck size={16} aria-hidden="true" />,
  warn: <IconAlertTriangle size={16} aria-hidden="true" />,
  bad: <IconCircleX size={16} aria-hidden="true" />,
  plain: <IconPoint size={16} aria-hidden="true" />,
}

function Happening({ happening }: { readonly happening: ChannelHappening }) {
  const { tone, head, body } = happeningWords(happening)
  const at = new Date(happening.at)
  return (
    <li data-tone={tone}>
      {ICONS[tone]}
      <p>
        <time dateTime={happening.at} title={fullTime(at)}>
          {dayAndTime(at)}
        </time>
        <b dir="auto">{head}</b>
        {body === undefined ? null : <small dir="auto">{body}</small>}
      </p>
    </li>
  )
}
