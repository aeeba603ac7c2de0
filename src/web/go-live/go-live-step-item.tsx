import { Button } from '@mantine/core'
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'
import type { TickedByHand } from '#domain/go-live/ticked.ts'
import { wordsOf } from '../api/desk-problem.ts'
import type { FacebookApp } from '../api/types.ts'
import { explanationOf } from '../channels/doctor-words.ts'
import { Check } from '../ui/check.tsx'
import { copyToClipboard, type CopyOutcome } from '../ui/clipboard.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { FormError } from '../ui/form-error.tsx'
import { sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { useTick } from './go-live-queries.ts'
import { diagnosisOf, isByHand, stateOfStep, type GoLiveStep, type StepState } from './go-live-steps.ts'
import { GO_LIVE_WORDS, PERMISSIONS, SCREENCAST } from './go-live-words.ts'

type ItemProps = { readonly step: GoLiveStep; readonly number: number; readonly app: FacebookApp }

/** A step: how far it is, what is to be done, and what is to be copied. */
export function GoLiveStepItem({ step, number, app }: ItemProps) {
  const state = stateOfStep(step, app)
  const { name, what } = GO_LIVE_WORDS[step]
  return (
    <li data-state={state}>
      <span className="tick">{markOf(state, number)}</span>
      <div className="body">
        <h2>
          {name} <span className="how-far">{STATE_WORDS[state]}</span>
        </h2>
        <p>{what}</p>
        <Trouble step={step} app={app} />
        <Contents step={step} app={app} />
        {isByHand(step, app) ? <Tick step={step} app={app} /> : null}
      </div>
    </li>
  )
}

const STATE_WORDS: Readonly<Record<StepState, string>> = {
  done: 'Done',
  broken: 'Needs you now',
  open: 'Not seen yet',
  'by-hand': 'Can’t be checked',
}

function markOf(state: StepState, number: number): ReactNode {
  switch (state) {
    case 'done':
      return <IconCheck size={16} aria-hidden="true" />
    case 'broken':
      return <IconX size={16} aria-hidden="true" />
    default:
      return <span aria-hidden="true">{number}</span>
  }
}

/** What the check found wrong, in the doctor's words. */
function Trouble({ step, app }: { readonly step: GoLiveStep; readonly app: FacebookApp }) {
  const diagnosis = app.steps.find((each) => each.step === step)
  const explanation = diagnosis && explanationOf(diagnosis, { publicUrl: app.publicUrl, person: undefined })
  return explanation === undefined ? null : (
    <>
      <FormError message={explanation.words} />
      {explanation.codes === undefined ? null : <p className="codes">{explanation.codes}</p>}
    </>
  )
}

function Contents({ step, app }: { readonly step: GoLiveStep; readonly app: FacebookApp }) {
  switch (step) {
    case 'app':
      return <CopyField label="App ID" value={app.appId} />
    case 'reachable':
      return <CopyField label="Public address (PUBLIC_URL)" value={app.publicUrl} />
    case 'callback':
      return (
        <>
          <CopyField label="Callback URL" value={app.addresses.callback} />
          <CopyField label="Verify token" value={app.verifyToken} />
        </>
      )
    case 'app-events':
      return <Events app={app} />
    case 'login':
      return <CopyField label="Valid OAuth redirect URI" value={app.addresses.redirect} />
    case 'callbacks':
      return (
        <>
          <CopyField label="Deauthorise callback URL" value={app.addresses.deauthorise} />
          <CopyField label="Data deletion request URL" value={app.addresses.dataDeletion} />
        </>
      )
    case 'review':
      return <Permissions />
    case 'screencast':
      return (
        <ol className="script">
          {SCREENCAST.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      )
    default:
      return null
  }
}

function Events({ app }: { readonly app: FacebookApp }) {
  const missing = diagnosisOf('app-events', app)?.finding === 'missing' ? (diagnosisOf('app-events', app)?.names ?? []) : []
  return (
    <ul className="event-names">
      {app.events.map((name) => (
        <li key={name} data-missing={missing.includes(name) || undefined}>
          {name}
          {missing.includes(name) ? ' is missing' : ''}
        </li>
      ))}
    </ul>
  )
}

function Permissions() {
  return (
    <ul className="permission-list">
      {PERMISSIONS.map(({ name, reason, review }) => (
        <li key={name}>
          <code>{name}</code>
          <span>{reason}</span>
          <CopyText what={name} text={review} />
        </li>
      ))}
    </ul>
  )
}

/** Copies words for Meta's form. Where the browser refuses (plain http), they are shown to be copied by hand. */
function CopyText({ what, text }: { readonly what: string; readonly text: string }) {
  const [outcome, setOutcome] = useState<CopyOutcome>()
  return (
    <>
      <Button
        size="xs"
        aria-label={`Copy text for ${what}`}
        leftSection={outcome === 'copied' ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />}
        onClick={() => void copyToClipboard(text).then(setOutcome)}
      >
        Copy text
      </Button>
      {outcome === undefined ? null : <output className="copied-text">{outcome === 'copied' ? 'Copied.' : text}</output>}
    </>
  )
}

function Tick({ step, app: { ticks } }: { readonly step: TickedByHand; readonly app: FacebookApp }) {
  const now = useNow(60_000)
  const tick = useTick()
  const stateId = useId()
  const done = ticks.find((each) => each.step === step)
  return (
    <div className="by-hand">
      <Check
        label={`${GO_LIVE_WORDS[step].name}: done`}
        // At once, as it was pressed.
        isChecked={tick.isPending ? tick.variables.isDone : done !== undefined}
        describedBy={stateId}
        onChange={(isDone) => tick.mutate({ step, isDone })}
      />
      <span id={stateId}>
        {done === undefined ? 'Tick it off when it is done' : `Ticked off by ${done.by}, ${sentenceTime(new Date(done.at), now)}`}
      </span>
      <FormError message={tick.isError ? wordsOf(tick.error) : undefined} />
    </div>
  )
}
