import { expect, test } from 'vitest'
import { noteWords } from './note-words.ts'

type Note = Parameters<typeof noteWords>[0]

type Control = Extract<Note, { readonly what: 'thread-control' }>

const us: Control['to'] = { id: '1', name: 'Lindqvist Desk', isUs: true }
const robot: Control['to'] = { id: '22', name: 'Order Assistant', isUs: false }
const control = (how: Control['how'], from: Control['from'], to: Control['to']): Note => ({
  what: 'thread-control',
  how,
  from,
  to,
})

test.each<[Note, string]>([
  [{ what: 'opt-in', title: 'Back in stock', isStopped: false }, 'Noor agreed to messages about Back in stock'],
  [{ what: 'opt-in', title: 'Back in stock', isStopped: true }, 'Noor stopped messages about Back in stock'],
  [{ what: 'opt-in', title: null, isStopped: false }, 'Noor agreed to messages from this Page'],
  [{ what: 'account-linked', isLinked: true }, 'Noor linked an account of your website'],
  [{ what: 'account-linked', isLinked: false }, 'Noor unlinked the account of your website'],
  [control('passed', robot, us), 'Order Assistant handed this conversation to Pagedesk'],
  [control('passed', null, us), 'Another app handed this conversation to Pagedesk'],
  [control('taken', us, robot), 'Order Assistant took over this conversation from Pagedesk'],
  [control('taken', null, robot), 'Order Assistant took over this conversation'],
  [control('requested', null, robot), 'Order Assistant asks to answer here'],
  [control('roles', null, null), 'Facebook changed which app may answer here'],
  [{ what: 'policy', action: 'block', reason: 'Spam' }, 'Facebook stopped this Page from sending messages: Spam'],
  [{ what: 'policy', action: 'unblock', reason: null }, 'Facebook lets this Page send messages again'],
  [{ what: 'policy', action: 'warning', reason: null }, 'Facebook told of a breach of its rules'],
  [{ what: 'feedback', rating: 'Good response', answers: [] }, 'Noor rated an answer: “Good response”'],
  [
    { what: 'feedback', rating: null, answers: [{ question: 'How was it?', answer: '5', comment: 'Very quick, thanks.' }] },
    'Noor gave feedback: 5, “Very quick, thanks.”',
  ],
  [{ what: 'feedback', rating: null, answers: [] }, 'Noor gave feedback'],
])('a line says %j in words', (note, words) => {
  const said = noteWords(note, 'Noor').map((piece) => (typeof piece === 'string' ? piece : piece.name))
  expect(said.join('')).toBe(words)
})

test('an app without a name is told by its number', () => {
  expect(noteWords(control('requested', null, { ...robot, name: null }), 'Noor')[0]).toEqual({ name: 'App 22' })
})
