import { Button } from '@mantine/core'
import { IconArchive, IconEyeOff, IconLock, IconPlugConnectedX, IconPower } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { TAGGED_MODES, type TaggedMode } from '#domain/messaging-policy/reply-mode.ts'
import type { Obstacle } from '#domain/messaging-policy/verdict.ts'
import { useMay } from '../session/session.ts'
import { clientName, shortName } from '../clients/client-name.ts'
import { TemplateButton } from '../templates/template-button.tsx'
import { copyText } from './copy-text.ts'
import { DraftSaid } from './draft-said.tsx'
import { MODE_WORDS } from './reply-mode-words.ts'
import type { TalkByName } from './talk.ts'
import { isNothing, type BegunReply } from './use-begun-reply.ts'
import type { WritingWords } from './writing.ts'

type ComposerLockProps = {
  /** What one has just sent, for as long as it can be had back. */
  readonly above: ReactNode
  readonly talk: Pick<TalkByName, 'client' | 'channel'>
  readonly obstacle: Obstacle
  readonly words: WritingWords
  /** What was being written when the way closed, wherever. */
  readonly draft: BegunReply
  readonly whenOver: ReactNode
  readonly onComment: () => void
  /** Unlocks the field for one message. */
  readonly onUnlock: (mode: TaggedMode) => void
  /** Undefined where none may be sent. */
  readonly onTemplate: (() => void) | undefined
}

const ICONS: Readonly<Record<Obstacle['kind'], ReactNode>> = {
  role: <IconLock size={18} aria-hidden="true" />,
  'not-here': <IconLock size={18} aria-hidden="true" />,
  'not-this': <IconLock size={18} aria-hidden="true" />,
  'ticket-over': <IconArchive size={18} aria-hidden="true" />,
  'switched-off': <IconPower size={18} aria-hidden="true" />,
  disconnected: <IconPlugConnectedX size={18} aria-hidden="true" />,
  'never-opened': <IconLock size={18} aria-hidden="true" />,
  'window-closed': <IconLock size={18} aria-hidden="true" />,
  'not-granted': <IconLock size={18} aria-hidden="true" />,
  'not-approved': <IconLock size={18} aria-hidden="true" />,
  'persons-only': <IconLock size={18} aria-hidden="true" />,
}

/** In place of the field: why nobody can write to the customer now, what was begun, and what still can be done. */
export function ComposerLock({ above, talk, obstacle, words, draft, whenOver, onComment, onUnlock, onTemplate }: ComposerLockProps) {
  return (
    <div className="composer" data-locked={obstacle.kind} data-focus-group="composer">
      {above}
      <div className="lock">
        <output className="sr">{words.head}</output>
        <p className="head" data-focus-home="composer" tabIndex={-1}>
          {ICONS[obstacle.kind]}
          {words.head}
        </p>
        <p className="muted">{words.body}</p>
        {isNothing(draft) ? null : <KeptDraft client={talk.client} obstacle={obstacle} draft={draft} />}
        <div className="buttons">
          <Ways obstacle={obstacle} onUnlock={onUnlock} />
          {onTemplate && <TemplateButton onPress={onTemplate} />}
          <Button size="xs" leftSection={<IconEyeOff size={16} aria-hidden="true" />} onClick={onComment}>
            Internal comment
          </Button>
          {obstacle.kind === 'ticket-over' ? whenOver : null}
          <Mend obstacle={obstacle} channelId={talk.channel.id} />
        </div>
      </div>
    </div>
  )
}

/** As what else one may write. */
function Ways({ obstacle, onUnlock }: Pick<ComposerLockProps, 'obstacle' | 'onUnlock'>) {
  const remains = 'remains' in obstacle ? obstacle.remains : []
  return TAGGED_MODES.filter((mode) => remains.some((one) => one.mode === mode)).map((mode) => {
    const { icon: Glyph, unlock } = MODE_WORDS[mode]
    return (
      <Button
        key={mode}
        size="xs"
        variant={mode === 'human-agent' ? 'human' : 'default'}
        leftSection={<Glyph size={16} aria-hidden="true" />}
        onClick={() => onUnlock(mode)}
      >
        {unlock}
      </Button>
    )
  })
}

/** Where whoever may mend it goes. */
function Mend({ obstacle, channelId }: { readonly obstacle: Obstacle; readonly channelId: string }) {
  const mayManage = useMay('workspace.manage')
  if (mayManage && obstacle.kind === 'disconnected') {
    return (
      <Button size="xs" renderRoot={(props) => <Link to="/settings/channels/$channelId" params={{ channelId }} {...props} />}>
        See why
      </Button>
    )
  }
  if (mayManage && obstacle.kind === 'switched-off') {
    return (
      <Button size="xs" renderRoot={(props) => <Link to="/settings/extensions" {...props} />}>
        Extensions
      </Button>
    )
  }
  return null
}

type KeptDraftProps = Pick<TalkByName, 'client'> & Pick<ComposerLockProps, 'obstacle' | 'draft'>

function KeptDraft({ client, obstacle, draft }: KeptDraftProps) {
  return (
    <div className="kept-draft">
      <div role="note" aria-label={`Your draft to ${clientName(client)}`}>
        <DraftSaid {...draft} />
      </div>
      <div className="buttons">
        <span className="grow">{keptWords(client, obstacle)}</span>
        {draft.text.trim() === '' ? null : (
          <Button size="xs" onClick={() => void copyText(draft.text)}>
            Copy text
          </Button>
        )}
      </div>
    </div>
  )
}

function keptWords(client: TalkByName['client'], obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'never-opened':
    case 'window-closed':
    case 'not-granted':
    case 'not-approved':
    case 'persons-only':
      return `Kept: it comes back when ${shortName(client)} writes.`
    case 'disconnected':
      return 'Kept: it comes back when the Page is connected.'
    case 'switched-off':
      return 'Kept: it comes back when Facebook is switched on.'
    case 'role':
      return 'Kept: it comes back when you may reply.'
    case 'not-here':
    case 'not-this':
    case 'ticket-over':
      return 'Kept with this ticket.'
  }
}
