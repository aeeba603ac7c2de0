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
import { count, facebookOff } from './switch-off-words.ts'

type ExtensionWords = {
  readonly name: string
  readonly what: string
  readonly icon: Icon
  readonly off: (extension: Extension) => string
}

const WORDS: Readonly<Record<ExtensionName, ExtensionWords>> = {
  facebook: {
    name: 'Facebook',
    what: 'Private messages, comments, visitor posts, mentions and reviews become tickets.',
    icon: IconBrandFacebook,
    off: facebookOff,
  },
  'online-chat': {
    name: 'Online Chat',
    what: 'Chats come in a later version. You can name a channel now.',
    icon: IconMessages,
    off: () => 'Chat channels pause.',
  },
}

/** One extension: its state, what depends on it, its switch. Switching off asks first. */
export function ExtensionCard({ extension }: { readonly extension: Extension }) {
  const [isAsking, setAsking] = useState(false)
  const switching = useSwitchExtension()
  const { name, what, icon: Glyph } = WORDS[extension.name]
  const { isEnabled, channelCount } = extension

  function handleSwitch(wanted: boolean): void {
    if (wanted || channelCount === 0) {
      setAsking(false)
      switching.mutate({ name: extension.name, isEnabled: wanted })
    } else {
      setAsking(true)
    }
  }

  return (
    <article className="card ext" data-off={!isEnabled || undefined} aria-label={name} data-focus-group={extension.name}>
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
      {/* Not disabled while the desk answers: a disabled switch would drop the focus. */}
      <Switch label={`${name} extension`} isOn={isEnabled} onSwitch={handleSwitch} focusHome={extension.name} />
      <div className="rest">
        <ExtensionFacts extension={extension} />
        <ConnectNext extension={extension} />
        <FormError message={switching.isError ? wordsOf(switching.error) : undefined} />
        {isAsking ? (
          <SwitchOffQuestion
            extension={extension}
            onKeep={() => setAsking(false)}
            onSwitchOff={() => {
              setAsking(false)
              switching.mutate({ name: extension.name, isEnabled: false })
            }}
          />
        ) : null}
      </div>
    </article>
  )
}

type QuestionProps = { readonly extension: Extension; readonly onKeep: () => void; readonly onSwitchOff: () => void }

/** What switching off means at this moment, in numbers. */
function SwitchOffQuestion({ extension, onKeep, onSwitchOff }: QuestionProps) {
  const firstFocus = useFirstFocus()
  const { name, off } = WORDS[extension.name]
  return (
    <section className="confirm-off" role="alertdialog" aria-label={`Switch off ${name}`}>
      <h3>Switch off {name}?</h3>
      <ul className="bullets">
        <Fact icon={<IconInbox size={16} aria-hidden="true" />}>
          Customers can still write. Everything is kept, and processed when you switch it back on.
        </Fact>
        <Fact icon={<IconSendOff size={16} aria-hidden="true" />}>{off(extension)}</Fact>
      </ul>
      <div className="buttons">
        <Button variant="danger" onClick={onSwitchOff}>
          Switch off
        </Button>
        <Button ref={firstFocus} onClick={onKeep}>
          Keep it on
        </Button>
      </div>
    </section>
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
      {waitingCount > 0 ? <Fact icon={<IconInbox size={16} aria-hidden="true" />}>{waitingWords(extension)}</Fact> : null}
      {changedAt === null ? null : (
        <Fact icon={<IconUser size={16} aria-hidden="true" />}>
          Switched {isEnabled ? 'on' : 'off'} {changedBy === null ? '' : `by ${changedBy} `}
          {sentenceTime(new Date(changedAt), now)}
        </Fact>
      )}
    </ul>
  )
}

/** The way on from a Facebook that is on and has no Page yet. */
function ConnectNext({ extension }: { readonly extension: Extension }) {
  if (extension.name !== 'facebook' || !extension.isEnabled || extension.channelCount > 0) {
    return null
  }
  return (
    <div className="buttons below">
      <Button
        variant="filled"
        leftSection={<IconBrandFacebook size={16} aria-hidden="true" />}
        renderRoot={(props) => <Link to="/settings/channels/new" {...props} />}
      >
        Connect a Page
      </Button>
    </div>
  )
}

/** What is kept while it is off. Behind a delivery there may be a message, or only a sign that one was read. */
function waitingWords({ waitingCount, waitingMessageCount }: Extension): string {
  const whenOn = 'and processed when you switch it back on'
  if (waitingMessageCount === null || waitingMessageCount === 0) {
    return `${count(waitingCount, 'delivery from Facebook is kept', 'deliveries from Facebook are kept')} ${whenOn}`
  }
  return `${count(waitingMessageCount, 'message waits', 'messages wait')}: kept, ${whenOn}`
}

function Fact({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <li>
      {icon}
      <span>{children}</span>
    </li>
  )
}
