import type { Note } from '#domain/notes/note.ts'
import type { Files } from '#storage/said-files.ts'
import { appNameOf } from '#facebook/known-apps.ts'
import type { Note as PresentedNote } from '../contract/message-parts.ts'
import { presentPictureOf, presentReferral } from './present-parts.ts'
import { orNull } from '../server/or-null.ts'

type NoteLine = { readonly id: string; readonly note: Note; readonly files: Files }

/** What happened and nobody said. Tokens and codes that came with it are nobody's to read. */
export function presentNote({ id, note, files }: NoteLine): PresentedNote {
  switch (note.what) {
    case 'referral':
      return { what: note.what, ...presentReferral(note), picture: presentPictureOf(note, { files, lineId: id }) }
    case 'opt-in':
      return {
        what: note.what,
        title: orNull(note.title ?? note.ref ?? note.payload),
        isStopped: note.status?.toUpperCase().startsWith('STOP') ?? false,
      }
    case 'account-linked':
      return { what: note.what, isLinked: note.isLinked }
    case 'thread-control':
      return { what: note.what, how: note.how, from: appOf(note.from, note.how === 'taken'), to: appOf(note.to, note.how === 'passed') }
    case 'policy':
      return { what: note.what, action: orNull(note.action), reason: orNull(note.reason) }
    case 'feedback':
      return { what: note.what, rating: orNull(note.rating), answers: (note.answers ?? []).map(answerOf) }
  }
}

type Answer = NonNullable<Extract<Note, { readonly what: 'feedback' }>['answers']>[number]

function answerOf({ question, answer, comment }: Answer) {
  return { question, answer: orNull(answer), comment: orNull(comment) }
}

/** Facebook tells whoever got the conversation of a passing, and whoever lost it of a taking: that is this desk, also where no app is named. */
function appOf(id: string | undefined, isUs: boolean) {
  return id === undefined && !isUs ? null : { id: orNull(id), name: orNull(appNameOf(id)), isUs }
}
