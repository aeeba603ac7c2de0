import { Button } from '@mantine/core'
import {
  IconBrandFacebook,
  IconCircleCheck,
  IconInbox,
  IconMessages,
  IconPlug,
  IconPower,
  IconSendOff,
  IconUser,
  type Icon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Extension, ExtensionName } from '../api/types.ts'
import { FormError } from '../ui/form-error.tsx'
import { sentenceTime } from '../ui/format-time.ts'
import { Pill } from '../ui/pill.tsx'
import { Switch } from '../ui/switch.tsx'
import { useFirstFocus } from '../ui/use-first-focus.ts'
import { useNow } from '../ui/use-now.ts'
import { useSwitchExtension } from './extensions-queries.ts'

const WORDS: Readonly<Record<ExtensionName, { readonly name: string; readonly what: string; readonly icon: Icon; readonly off: string }>> =
  {
    facebook: {
      name: 'Facebook',
      what: 'Private messages of your Pages become tickets.',
      icon: IconBrandFacebook,
      off: 'Nobody can answer meanwhile, and reply windows go on ending.',
    },
    'online-chat': {
      name: 'Online Chat',
      what: 'Chat channels can be added and kept.',
      icon: IconMessages,
      off: 'Chat channels rest until you switch it on again.',
    },
  }

/** One extension: its state, what depends on it, its switch. Switching off asks first. */
export function ExtensionCard({ extension }: { readonly extension: Extension }) {
  const [isAsking, setAsking] = useState(false)
  const switching = useSwitchExtension()
  const firstFocus = useFirstFocus()
  const { name, what, icon: Glyph, off } = WORDS[extension.name]
  const { isEnabled, channelCount } = extension

  function handleSwitch(wanted: boolean): void {
    if (wanted || channelCount === 0) {
      switching.mutate({ name: extension.name, isEnabled: wanted })
    } else {
      setAsking(true)
    }
  }

  return (
    <article className="card ext" data-off={!isEnabled || undefined} aria-label={name}>
      <span className="glyph">
        <Glyph size={24} aria-hidden="true" />
      </span>
      <div>
        <h2>
          {name}
          <StatePill isEnabled={isEnabled} />
        </h2>
        <p>{what}</p>
      </div>
      <Switch label={`${name} extension`} isOn={isEnabled} isDisabled={switching.isPending} onSwitch={handleSwitch} />
      <div className="rest">
        <ExtensionFacts extension={extension} />
        <FormError message={switching.isError ? wordsOf(switching.error) : undefined} />
        {isAsking ? (
          <section className="confirm-off" role="alertdialog" aria-label={`Switch off ${name}`}>
            <h3>Switch off {name}?</h3>
            <ul className="bullets">
              <Fact icon={<IconInbox size={16} aria-hidden="true" />}>
                Customers can go on writing. We keep everything and show it when you switch on again.
              </Fact>
              <Fact icon={<IconSendOff size={16} aria-hidden="true" />}>{off}</Fact>
            </ul>
            <div className="buttons">
              <Button
                variant="danger"
                onClick={() => {
                  setAsking(false)
                  switching.mutate({ name: extension.name, isEnabled: false })
                }}
              >
                Switch off
              </Button>
              <Button ref={firstFocus} onClick={() => setAsking(false)}>
                Keep it on
              </Button>
            </div>
          </section>
        ) : null}
      </div>
    </article>
  )
}

function StatePill({ isEnabled }: { readonly isEnabled: boolean }) {
  return isEnabled ? (
    <Pill tone="ok" icon={<IconCircleCheck size={14} aria-hidden="true" />}>
      On
    </Pill>
  ) : (
    <Pill icon={<IconPower size={14} aria-hidden="true" />}>Off</Pill>
  )
}

function ExtensionFacts({ extension }: { readonly extension: Extension }) {
  const now = useNow(60_000)
  const { channelCount, waitingCount, changedAt, changedBy, isEnabled } = extension
  if (channelCount === 0 && waitingCount === 0 && changedAt === null) {
    return null
  }
  return (
    <ul className="bullets">
      {channelCount > 0 ? (
        <Fact icon={<IconPlug size={16} aria-hidden="true" />}>
          <Link to="/settings/channels">{channelCount === 1 ? '1 channel' : `${channelCount} channels`}</Link>{' '}
          {isEnabled ? 'connected' : 'waiting'}
        </Fact>
      ) : null}
      {waitingCount > 0 ? (
        <Fact icon={<IconInbox size={16} aria-hidden="true" />}>
          {waitingCount === 1 ? '1 event is kept' : `${waitingCount} events are kept`} and worked on when you switch it on
        </Fact>
      ) : null}
      {changedAt === null ? null : (
        <Fact icon={<IconUser size={16} aria-hidden="true" />}>
          Switched {isEnabled ? 'on' : 'off'} {changedBy === null ? '' : `by ${changedBy} `}
          {sentenceTime(new Date(changedAt), now)}
        </Fact>
      )}
    </ul>
  )
}

function Fact({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <li>
      {icon}
      <span>{children}</span>
    </li>
  )
}
