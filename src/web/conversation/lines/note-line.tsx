import { IconBell, IconGavel, IconLink, IconRobot, IconStar, type Icon } from '@tabler/icons-react'
import type { Note } from '../../api/types.ts'
import { clientName } from '../../clients/client-name.ts'
import { Origin } from '../parts/origin.tsx'
import type { Talk } from '../talk.ts'
import type { LineOf } from './line-of.ts'
import { noteWords } from './note-words.ts'
import { SystemLine } from './system-line.tsx'

type NoteLineProps = { readonly line: LineOf<'note'>; readonly client: Talk['client'] }

const GLYPHS: Readonly<Record<Exclude<Note['what'], 'referral'>, Icon>> = {
  'opt-in': IconBell,
  'account-linked': IconLink,
  'thread-control': IconRobot,
  policy: IconGavel,
  feedback: IconStar,
}

/** What happened in the conversation and nobody said. What led the person here stands as a card. */
export function NoteLine({ line: { note, occurredAt }, client }: NoteLineProps) {
  if (note.what === 'referral') {
    return <Origin referral={note} occurredAt={occurredAt} />
  }
  return (
    <SystemLine glyph={GLYPHS[note.what]} occurredAt={occurredAt}>
      {noteWords(note, clientName(client)).map((piece, index) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <b key={index} dir="auto">
            {piece.name}
          </b>
        ),
      )}
    </SystemLine>
  )
}
