import { Button } from '@mantine/core'
import { IconBrandFacebook, IconCheck, IconDeviceMobile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FirstStep } from '../api/types.ts'
import { ConnectButton } from '../channels/connect-button.tsx'
import { deskQuery, useMay, useSession } from '../session/session.ts'
import { Loaded } from '../settings/loaded.tsx'
import { useDocumentTitle } from '../ui/use-document-title.ts'
import { useNow } from '../ui/use-now.ts'
import { FirstStepsAside } from './first-steps-aside.tsx'
import { firstStepsQuery } from './first-steps-query.ts'
import './first-steps.css'

/** The walk from an empty desk to the first answered message. */
export function FirstStepsScreen() {
  const steps = useQuery(firstStepsQuery)
  useDocumentTitle('First steps')
  return (
    <div className="first-steps">
      <div className="page">
        <div className="page-inner" data-narrow>
          <Loaded query={steps} what="The first steps">
            {(all) => <Walk steps={all} />}
          </Loaded>
        </div>
      </div>
      <FirstStepsAside />
    </div>
  )
}

function Walk({ steps }: { readonly steps: readonly FirstStep[] }) {
  const { user } = useSession()
  const now = useNow(60_000)
  const done = steps.filter((step) => step.isDone).length
  const current = steps.find((step) => !step.isDone)?.name
  return (
    <>
      <header>
        <h1>
          {greeting(now)}, {user.name.split(' ')[0]}. {stepsLeft(steps.length - done)}
        </h1>
        <div className="progress-line">
          <progress className="meter grow" value={done} max={steps.length} aria-label="Steps done" />
          <span className="muted num">
            {done} of {steps.length} done
          </span>
        </div>
      </header>
      <ol className="card">
        {steps.map((step, index) => (
          <Step key={step.name} step={step} number={index + 1} isNow={step.name === current} />
        ))}
      </ol>
      <p className="first-steps-foot muted">
        {current === undefined ? (
          <>
            That was the whole walk.{' '}
            <Link to="/tickets/$folder" params={{ folder: 'all' }}>
              Go to the tickets
            </Link>
          </>
        ) : (
          'You can leave this page; it stays in the navigation until all is done.'
        )}
      </p>
    </>
  )
}

function Step({ step, number, isNow }: { readonly step: FirstStep; readonly number: number; readonly isNow: boolean }) {
  const words = WORDS[step.name]
  return (
    <li className="todo" data-state={step.isDone ? 'done' : isNow ? 'now' : 'later'} aria-current={isNow ? 'step' : undefined}>
      <span className="tick">{step.isDone ? <IconCheck size={14} aria-label="Done" /> : number}</span>
      <div>
        <h2>{words.name}</h2>
        {step.isDone ? null : <p>{words.what}</p>}
        {step.isDone ? null : (
          <div className="buttons">
            <StepActs name={step.name} isNow={isNow} />
          </div>
        )}
      </div>
      <span className="side ellipsis">{step.isDone ? step.value : isNow ? words.takes : null}</span>
    </li>
  )
}

const WORDS: Readonly<Record<FirstStep['name'], { readonly name: string; readonly what: string; readonly takes: string }>> = {
  'enable-facebook': {
    name: 'Switch on Facebook',
    what: 'Then private messages of your Pages become tickets. Switching off later loses nothing.',
    takes: '10 seconds',
  },
  'connect-page': {
    name: 'Connect your first Page',
    what: 'Facebook asks you to log in and to choose Pages. You need full administrative access.',
    takes: '2 minutes',
  },
  'first-message': {
    name: 'Write as a customer',
    what: 'Write to your Page from another account. The ticket appears here by itself.',
    takes: '1 minute',
  },
  'first-answer': {
    name: 'Answer it',
    what: 'Open the ticket and answer. We show you each state: queued, sent, delivered, read.',
    takes: '1 minute',
  },
}

function StepActs({ name, isNow }: { readonly name: FirstStep['name']; readonly isNow: boolean }): ReactNode {
  const { data: desk } = useQuery(deskQuery)
  const mayManage = useMay('workspace.manage')
  const variant = isNow ? 'filled' : 'default'
  switch (name) {
    case 'enable-facebook':
      return mayManage ? (
        <Button variant={variant} renderRoot={(props) => <Link to="/settings/extensions" {...props} />}>
          Open Extensions
        </Button>
      ) : null
    case 'connect-page':
      return mayManage && isNow ? (
        <ConnectButton leftSection={<IconBrandFacebook size={16} aria-hidden="true" />}>Connect with Facebook</ConnectButton>
      ) : null
    case 'first-message':
      return typeof desk?.sandboxUrl === 'string' ? (
        <Button
          variant={variant}
          component="a"
          href={desk.sandboxUrl}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconDeviceMobile size={16} aria-hidden="true" />}
        >
          Write in the sandbox
        </Button>
      ) : null
    case 'first-answer':
      return isNow ? (
        <Button variant={variant} renderRoot={(props) => <Link to="/tickets/$folder" params={{ folder: 'all' }} {...props} />}>
          Open the tickets
        </Button>
      ) : null
  }
}

function greeting(now: Date): string {
  const hour = now.getHours()
  if (hour < 5) {
    return 'Good night'
  }
  if (hour < 12) {
    return 'Good morning'
  }
  return hour < 18 ? 'Good afternoon' : 'Good evening'
}

function stepsLeft(left: number): string {
  const NUMBERS = ['All done', 'One step', 'Two steps', 'Three steps', 'Four steps']
  return left === 0 ? 'All done.' : `${NUMBERS[left] ?? `${left} steps`} to your first answered message.`
}
