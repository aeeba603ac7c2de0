import { expect, test } from 'vitest'
import { withTry } from './bringing.ts'
import type { Bringing } from './draft-step.ts'

const said = (text: string) => ({ text, offer: undefined })

test('what may have reached the desk is known, however often what was written since is tried', () => {
  let bringing: Bringing = withTry(undefined, 4, said('Hello'))
  for (let tries = 0; tries < 20; tries += 1) {
    bringing = withTry(bringing, 4, said('Hello you'))
  }
  expect(bringing).toEqual({ over: 4, contents: [said('Hello'), said('Hello you')] })
})

test('over another version nothing of before is on its way', () => {
  expect(withTry({ over: 4, contents: [said('Hello')] }, 5, said('Hello you'))).toEqual({ over: 5, contents: [said('Hello you')] })
})

test('of very many only the newest are known', () => {
  const texts = Array.from({ length: 15 }, (_, index) => `Hello ${index}`)
  const bringing = texts.reduce<Bringing | undefined>((before, text) => withTry(before, 4, said(text)), undefined)
  expect(bringing?.contents.map(({ text }) => text)).toEqual(texts.slice(-10))
})
