import { Button } from '@mantine/core'
import { IconHistory, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { IMPORT_DAYS, type ImportDays } from '#domain/channels/history-import.ts'
import { wordsOf } from '../api/desk-problem.ts'
import type { Channel, HistoryImport } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { FormError } from '../ui/form-error.tsx'
import { sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { broughtWords, DAYS_WORDS, stageWords, untoldWords } from './history-import-words.ts'
import { historyImportQuery, useChangeImport } from './history-import-queries.ts'

/** What was written to a Page before it was connected, and bringing that along. */
export function EarlierHistory({ page }: { readonly page: Channel }) {
  const history = useQuery(historyImportQuery(page.id))
  const change = useChangeImport(page.id)
  const heading = useId()
  return (
    <section className="settings-group" aria-labelledby={heading}>
      <h2 className="group-label" id={heading}>
        Earlier history
      </h2>
      <Loaded query={history} what="The earlier history">
        {({ heardSince, import: under }) => (
          <div className="card import">
            {under === null ? (
              <Offer page={page} heardSince={heardSince} change={change} />
            ) : (
              <UnderWay page={page} under={under} change={change} />
            )}
            <FormError message={change.isError ? wordsOf(change.error) : undefined} />
          </div>
        )}
      </Loaded>
    </section>
  )
}

type Change = ReturnType<typeof useChangeImport>
type OfferProps = { readonly page: Channel; readonly heardSince: string | null; readonly change: Change }

function Offer({ page, heardSince, change }: OfferProps) {
  const [days, setDays] = useState<ImportDays>(30)
  const now = useNow(60_000)
  const [name, whatId] = [useId(), useId()]
  if (page.state !== 'connected' || heardSince === null) {
    return <p>Earlier history can be imported while the Page is connected.</p>
  }
  return (
    <>
      <h3>Import earlier conversations?</h3>
      <p id={whatId}>
        Messages and comments from before {sentenceTime(new Date(heardSince), now)} are on Facebook only. They are read slowly enough to
        stay within Facebook’s limits, and whatever customers write now goes first.
      </p>
      <fieldset className="radios" aria-describedby={whatId}>
        <legend className="sr">How many days before that</legend>
        {IMPORT_DAYS.map((each) => (
          <label key={each}>
            <input type="radio" name={name} checked={days === each} onChange={() => setDays(each)} />
            <span>
              {each} days
              <small>{DAYS_WORDS[each]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <p>
        Imported conversations become <b>solved tickets</b> with the tag Imported. Only people who still wait for an answer inside their 24
        hours get an open one. No mail, no sound, and no reply window changes.
      </p>
      <div className="buttons">
        <Button
          variant="filled"
          disabled={change.isPending}
          leftSection={<IconHistory size={16} aria-hidden="true" />}
          onClick={() => change.mutate({ act: 'start', days })}
        >
          Import {days} days
        </Button>
      </div>
    </>
  )
}

type UnderWayProps = { readonly page: Channel; readonly under: HistoryImport; readonly change: Change }

function UnderWay({ page, under, change }: UnderWayProps) {
  const [isAsking, setAsking] = useState(false)
  const percent = Math.floor(under.share * 100)
  const isPaused = under.state === 'paused'

  function handleStop(): void {
    setAsking(false)
    change.mutate({ act: 'stop' })
  }

  return (
    <>
      <h3>Importing {under.days} days</h3>
      <div className="how-far-back">
        <progress className="meter grow" value={percent} max={100} aria-label={`Import of ${under.days} days`} />
        <span aria-hidden="true">{percent}%</span>
      </div>
      <output>{stageWords(under)}</output>
      <p>
        {broughtWords(under) ?? 'Nothing found yet'}. {untoldWords(under.untold)}
      </p>
      <div className="buttons">
        {isPaused ? (
          <Button
            variant="filled"
            disabled={change.isPending}
            leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
            onClick={() => change.mutate({ act: 'go-on' })}
          >
            Go on
          </Button>
        ) : (
          <Button
            disabled={change.isPending}
            leftSection={<IconPlayerPause size={16} aria-hidden="true" />}
            onClick={() => change.mutate({ act: 'pause' })}
          >
            Pause
          </Button>
        )}
        <Button variant="danger" disabled={change.isPending} onClick={() => setAsking(true)}>
          Stop…
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Stop importing the history of ${page.name}?`}
        act="Stop importing"
        onConfirm={handleStop}
        onCancel={() => setAsking(false)}
      >
        <p className="muted">What was imported stays. You can import again at any time; nothing is brought twice.</p>
      </ConfirmDialog>
    </>
  )
}
