import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconPoint } from '@tabler/icons-react'
import { Button } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import type { AnswerOf } from '#api/contract/endpoints.ts'
import { ask } from '../api/client.ts'
import { wordsOf } from '../api/desk-problem.ts'
import { keys } from '../api/query-client.ts'
import type { ChannelHappening } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { FormError } from '../ui/form-error.tsx'
import { dayAndTime, fullTime } from '../ui/format-time.ts'
import { comparingWords, happeningWords, type HappeningWords } from './channel-history-words.ts'

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
        {({ happenings, isMore, comparing }) => (
          <div className="card">
            <Compare channelId={channelId} comparing={comparing} />
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

type Comparing = AnswerOf<'GET /api/v1/channels/:channelId/history'>['comparing']

/** Has what Facebook holds of the last day fetched where it is missing here, and says how far that is. */
function Compare({ channelId, comparing }: { readonly channelId: string; readonly comparing: Comparing }) {
  const queryClient = useQueryClient()
  const compare = useMutation({
    mutationFn: () => ask('POST /api/v1/channels/:channelId/comparisons', { params: { channelId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channelHistory(channelId) }),
  })
  return (
    <div className="compare">
      <output>{comparing === null ? 'Each day is compared with Facebook by itself.' : comparingWords(comparing)}</output>
      <Button size="xs" disabled={comparing !== null || compare.isPending} onClick={() => compare.mutate()}>
        Compare now
      </Button>
      <FormError message={compare.isError ? wordsOf(compare.error) : undefined} />
    </div>
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
