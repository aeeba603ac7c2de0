import { Button } from '@mantine/core'
import { IconBrandFacebook, IconCheck, IconDeviceMobile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { FirstStep } from '../api/types.ts'
import { ConnectButton } from '../channels/connect-button.tsx'
import { deskQuery } from '../session/session.ts'
import { FacebookAsks } from './facebook-asks.tsx'

type WalkStepProps = { readonly step: FirstStep; readonly number: number; readonly isNow: boolean }

/** One step: done with what came of it, the present one with its act, or one that comes later. */
export function WalkStep({ step, number, isNow }: WalkStepProps) {
  const words = WORDS[step.name]
  return (
    <li className="todo" data-state={step.isDone ? 'done' : isNow ? 'now' : 'later'} aria-current={isNow ? 'step' : undefined}>
      <span className="tick">{step.isDone ? <IconCheck size={14} aria-label="Done" /> : number}</span>
      <div>
        <h2>{words.name}</h2>
        {step.isDone ? null : (
          <>
            <p>{words.what}</p>
            <StepActs name={step.name} isNow={isNow} />
          </>
        )}
      </div>
      <span className="side ellipsis">{step.isDone ? step.value : isNow ? words.takes : null}</span>
    </li>
  )
}

const WORDS: Readonly<Record<FirstStep['name'], { readonly name: string; readonly what: string; readonly takes: string }>> = {
  'enable-facebook': {
    name: 'Switch on Facebook',
    what: 'Private messages, comments, visitor posts, mentions and reviews become tickets. You can switch it off later without losing anything.',
    takes: '10 seconds',
  },
  'connect-page': {
    name: 'Connect your first Page',
    what: 'Facebook asks you to log in and to choose Pages. You need full control of the Page. Messages from before you connect stay on Facebook, unless you bring them along.',
    takes: '2 minutes',
  },
  'first-message': {
    name: 'Write as a customer',
    what: 'Write to your Page from an account that has no role on it. The ticket appears in Pagedesk within seconds.',
    takes: '1 minute',
  },
  'first-answer': {
    name: 'Answer it',
    what: 'Open the ticket and reply. You see each state of the reply: queued, sent, delivered, read.',
    takes: '1 minute',
  },
}

function StepActs({ name, isNow }: { readonly name: FirstStep['name']; readonly isNow: boolean }): ReactNode {
  switch (name) {
    case 'enable-facebook':
      return (
        <div className="buttons">
          <Button variant={isNow ? 'filled' : 'default'} renderRoot={(props) => <Link to="/settings/extensions" {...props} />}>
            Open Extensions
          </Button>
        </div>
      )
    case 'connect-page':
      return <ConnectActs isNow={isNow} />
    case 'first-message':
      return <SandboxAct isNow={isNow} />
    case 'first-answer':
      return isNow ? (
        <div className="buttons">
          <Button variant="filled" renderRoot={(props) => <Link to="/tickets/$folder" params={{ folder: 'all' }} {...props} />}>
            Open the tickets
          </Button>
        </div>
      ) : null
  }
}

function ConnectActs({ isNow }: { readonly isNow: boolean }) {
  const [showsAsked, setShowsAsked] = useState(false)
  return (
    <>
      <div className="buttons">
        {isNow ? (
          <ConnectButton leftSection={<IconBrandFacebook size={16} aria-hidden="true" />}>Connect with Facebook</ConnectButton>
        ) : null}
        <Button aria-expanded={showsAsked} aria-controls="facebook-asks" onClick={() => setShowsAsked(!showsAsked)}>
          What Facebook will ask
        </Button>
      </div>
      <div id="facebook-asks" hidden={!showsAsked}>
        <FacebookAsks />
      </div>
    </>
  )
}

function SandboxAct({ isNow }: { readonly isNow: boolean }) {
  const { data: desk } = useQuery(deskQuery)
  if (typeof desk?.sandboxUrl !== 'string') {
    return null
  }
  return (
    <div className="buttons">
      <Button
        variant={isNow ? 'filled' : 'default'}
        component="a"
        href={desk.sandboxUrl}
        target="_blank"
        rel="noreferrer"
        leftSection={<IconDeviceMobile size={16} aria-hidden="true" />}
      >
        Write in the sandbox
      </Button>
    </div>
  )
}
