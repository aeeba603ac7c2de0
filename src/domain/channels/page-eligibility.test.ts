import { expect, test } from 'vitest'
import { pageEligibility } from './page-eligibility.ts'

const everyTask = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE']

test.each([
  ['a public Page of a full administrator', { isPublished: true, tasks: everyTask }, { kind: 'eligible' }],
  ['an unpublished Page', { isPublished: false, tasks: everyTask }, { kind: 'not-published' }],
  [
    'a Page of an analyst',
    { isPublished: true, tasks: ['ANALYZE'] },
    { kind: 'not-administered', missingTasks: ['MANAGE', 'MESSAGING', 'MODERATE', 'CREATE_CONTENT'] },
  ],
  [
    'a moderator without MANAGE',
    { isPublished: true, tasks: ['MESSAGING', 'MODERATE', 'CREATE_CONTENT'] },
    { kind: 'not-administered', missingTasks: ['MANAGE'] },
  ],
  [
    'the doubled task names of the New Pages Experience',
    { isPublished: true, tasks: everyTask.map((task) => `PROFILE_PLUS_${task}`) },
    { kind: 'eligible' },
  ],
])('%s', (_which, page, verdict) => {
  expect(pageEligibility(page)).toEqual(verdict)
})
