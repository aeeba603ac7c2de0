import { Button, NativeSelect } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconHelpCircle,
  IconStethoscope,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Channel, Diagnosis, DoctorReport } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { FormError } from '../ui/form-error.tsx'
import { timeAgo } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { ConnectButton } from './connect-button.tsx'
import { doctorQuery, useAlarm, useCheck } from './doctor-queries.ts'
import { explanationOf, shortWords, STEP_NAMES, summaryWords, type Explanation } from './doctor-words.ts'

/** Which step of a Page's connection works, and what mends the first that does not. */
export function Doctor({ page }: { readonly page: Channel }) {
  const report = useQuery(doctorQuery(page.id))
  const heading = useId()
  return (
    <section className="settings-group" aria-labelledby={heading}>
      <h2 className="group-label" id={heading}>
        Channel doctor
      </h2>
      <Loaded query={report} what="What the doctor found">
        {(found) => (
          <div className="card doctor">
            <Summary page={page} report={found} />
            <Troubles page={page} report={found} />
            <details className="all-steps">
              <summary>All {found.steps.length} steps</summary>
              <ol className="steps">
                {found.steps.map((diagnosis) => (
                  <Step key={diagnosis.step} diagnosis={diagnosis} />
                ))}
              </ol>
            </details>
            <Alarm channelId={page.id} hours={found.alarmHours} />
          </div>
        )}
      </Loaded>
    </section>
  )
}

type PartProps = { readonly page: Channel; readonly report: DoctorReport }

function Summary({ page, report: { steps, checkedAt } }: PartProps) {
  const now = useNow(60_000)
  const check = useCheck(page.id)
  return (
    <div className="doctor-head">
      <IconStethoscope size={18} aria-hidden="true" />
      <output>
        {check.isPending
          ? 'Checking each step…'
          : `${summaryWords(steps)} · ${checkedAt === null ? 'not checked yet' : `checked ${timeAgo(new Date(checkedAt), now)}`}`}
      </output>
      <Button size="xs" disabled={check.isPending} onClick={() => check.mutate(undefined)}>
        {checkedAt === null ? 'Check now' : 'Check again'}
      </Button>
      <FormError message={check.isError ? wordsOf(check.error) : undefined} />
    </div>
  )
}

/** What does not work and what may not soon; only the first that is broken holds a button. */
function Troubles({ page, report: { steps, publicUrl } }: PartProps) {
  const broken = steps.find(({ verdict }) => verdict === 'bad')
  const about = { publicUrl, person: page.connectedBy ?? undefined }
  const troubles = steps.flatMap((diagnosis) => {
    const explanation = diagnosis.verdict === 'bad' || diagnosis.verdict === 'warn' ? explanationOf(diagnosis, about) : undefined
    return explanation ? [{ diagnosis, explanation }] : []
  })
  return troubles.length === 0 ? null : (
    <ol className="steps">
      {troubles.map(({ diagnosis, explanation }) => (
        <Step key={diagnosis.step} diagnosis={diagnosis}>
          <p>{explanation.words}</p>
          {explanation.codes === undefined ? null : <p className="codes">{explanation.codes}</p>}
          {diagnosis === broken ? <Cure page={page} cure={explanation.cure} /> : null}
        </Step>
      ))}
    </ol>
  )
}

function Cure({ page, cure }: { readonly page: Channel; readonly cure: Explanation['cure'] }) {
  const check = useCheck(page.id)
  switch (cure) {
    case 'login':
      return (
        <ConnectButton channelId={page.id} size="xs">
          Log in again
        </ConnectButton>
      )
    case 'grant':
      return (
        <ConnectButton channelId={page.id} size="xs" isAskingAgain>
          Grant the permission
        </ConnectButton>
      )
    case 'check':
      return (
        <Button size="xs" variant="filled" disabled={check.isPending} onClick={() => check.mutate(undefined)}>
          Check again
        </Button>
      )
    default:
      return null
  }
}

/** The words beside it say the same. */
const ICONS: Readonly<Record<Diagnosis['verdict'], ReactNode>> = {
  ok: <IconCircleCheckFilled size={18} aria-hidden="true" />,
  warn: <IconAlertTriangleFilled size={18} aria-hidden="true" />,
  bad: <IconCircleXFilled size={18} aria-hidden="true" />,
  unknown: <IconHelpCircle size={18} aria-hidden="true" />,
  skipped: <IconCircleDashed size={18} aria-hidden="true" />,
}

function Step({ diagnosis, children }: { readonly diagnosis: Diagnosis; readonly children?: ReactNode }) {
  return (
    <li data-verdict={diagnosis.verdict}>
      {ICONS[diagnosis.verdict]}
      <span className="what">{STEP_NAMES[diagnosis.step]}</span>
      <span className="val">{shortWords(diagnosis)}</span>
      {children === undefined ? null : <div className="more">{children}</div>}
    </li>
  )
}

const ALARMS = [1, 3, 6, 12, 24, 48, 168]
const NEVER = 'never'

function Alarm({ channelId, hours }: { readonly channelId: string; readonly hours: number | null }) {
  const alarm = useAlarm(channelId)
  return (
    <div className="alarm">
      <NativeSelect
        label="Mail the administrators when nothing arrives for"
        value={hours === null ? NEVER : String(hours)}
        data={[{ value: NEVER, label: 'any time: never mail' }, ...choicesWith(hours)]}
        onChange={({ currentTarget: { value } }) => alarm.mutate(value === NEVER ? null : Number(value))}
      />
      <FormError message={alarm.isError ? wordsOf(alarm.error) : undefined} />
    </div>
  )
}

/** With one that was set by the API. */
function choicesWith(hours: number | null) {
  const all = [...new Set(hours === null ? ALARMS : [...ALARMS, hours])].toSorted((one, other) => one - other)
  return all.map((each) => ({ value: String(each), label: hoursWords(each) }))
}

function hoursWords(hours: number): string {
  if (hours % 24 === 0 && hours > 24) {
    return `${hours / 24} days`
  }
  return hours === 1 ? '1 hour' : `${hours} hours`
}
