import { expect, test } from 'vitest'
import { postReasonWords } from './post-words.ts'

const refusal = { reason: 'gone', code: 100, subcode: 33, facebookMessage: 'Unsupported get request.' } as const

test('a post that is not there says why', () => {
  expect(postReasonWords({ state: 'asked', refusal: null })).toBe('Pagedesk asks Facebook for this post.')
  expect(postReasonWords({ state: 'refused', refusal })).toContain('Facebook 100/33')
  expect(postReasonWords({ state: 'refused', refusal: { ...refusal, reason: 'permission-missing', code: 10, subcode: null } })).toContain(
    'reconnect the Page. (Facebook 10)',
  )
  expect(postReasonWords({ state: 'known', refusal: null })).toBe('')
})
