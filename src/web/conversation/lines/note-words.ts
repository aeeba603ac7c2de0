import type { Note } from '../../api/types.ts'

/** A line that nobody said is words of which some are names. */
export type NoteWords = readonly (string | { readonly name: string })[]

type SystemNote = Exclude<Note, { readonly what: 'referral' }>

/** What happened, in a sentence about the client of that name. What led them here is no line but a card. */
export function noteWords(note: SystemNote, client: string): NoteWords {
  const who = { name: client }
  switch (note.what) {
    case 'opt-in':
      return [who, note.isStopped ? ' stopped messages' : ' agreed to messages', ...aboutTitle(note.title)]
    case 'account-linked':
      return [who, note.isLinked ? ' linked an account of your website' : ' unlinked the account of your website']
    case 'thread-control':
      return controlWords(note)
    case 'policy':
      return [policyWords(note)]
    case 'feedback':
      return [who, feedbackWords(note)]
  }
}

function aboutTitle(title: string | null): NoteWords {
  return title === null ? [' from this Page'] : [' about ', { name: title }]
}

type Control = Extract<Note, { readonly what: 'thread-control' }>

function controlWords({ how, from, to }: Control): NoteWords {
  switch (how) {
    case 'passed':
      return [appName(from), ' handed this conversation to ', appName(to)]
    case 'taken':
      return from === null
        ? [appName(to), ' took over this conversation']
        : [appName(to), ' took over this conversation from ', appName(from)]
    case 'requested':
      return [appName(to ?? from), ' asks to answer here']
    case 'roles':
      return ['Facebook changed which app may answer here']
  }
}

function appName(app: Control['from']): { readonly name: string } {
  if (app?.isUs) {
    return { name: 'Pagedesk' }
  }
  const byId = app === null || app.id === null ? 'Another app' : `App ${app.id}`
  return { name: app?.name ?? byId }
}

function policyWords({ action, reason }: Extract<Note, { readonly what: 'policy' }>): string {
  const why = reason === null ? '' : `: ${reason}`
  switch (action) {
    case 'block':
      return `Facebook stopped this Page from sending messages${why}`
    case 'unblock':
      return 'Facebook lets this Page send messages again'
    default:
      return `Facebook told of a breach of its rules${why}`
  }
}

function feedbackWords({ rating, answers }: Extract<Note, { readonly what: 'feedback' }>): string {
  const said = answers.map(({ answer, comment }) =>
    [answer, comment === null ? null : `“${comment}”`].filter((part) => part !== null).join(', '),
  )
  const words = [rating === null ? '' : `“${rating}”`, ...said].filter((part) => part !== '').join(' · ')
  const lead = rating === null ? ' gave feedback' : ' rated an answer'
  return words === '' ? lead : `${lead}: ${words}`
}
