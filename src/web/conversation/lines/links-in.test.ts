import { expect, test } from 'vitest'
import { linksIn } from './links-in.ts'

const hrefs = (text: string) => linksIn(text).flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []))
const shown = (text: string) => linksIn(text).flatMap((piece) => (piece.kind === 'link' ? [piece.text] : []))

test.each([
  ['an address of the web', 'See https://shop.example/p/77.', ['https://shop.example/p/77']],
  ['one in brackets', 'here (http://shop.example/a_(b))', ['http://shop.example/a_(b)']],
  ['several, also without spaces', 'https://a.example,https://b.example', ['https://a.example/', 'https://b.example/']],
  ['one that begins with www', 'www.shop.example/bell!', ['http://www.shop.example/bell']],
  ['one with umlauts', 'https://fahrräder.example/ä', ['https://xn--fahrrder-4za.example/%C3%A4']],
])('U24: %s is a link', (_what, text, links) => {
  expect(hrefs(text)).toEqual(links)
})

test.each([
  ['a script', 'javascript:alert(1)'],
  ['a script in capitals', 'JavaScript://shop.example/%0Aalert(1)'],
  ['data', 'data:text/html,<script>alert(1)</script>'],
  ['a file', 'file:///etc/passwd ftp://shop.example/a //shop.example/a'],
  ['a mail address', 'write to mia@shop.example or mailto:mia@shop.example'],
  ['a missing space after a full stop', 'It is ready.It was blue.See you'],
  ['a version', 'since 1.0.2'],
])('attack 18: %s is no link', (_what, text) => {
  expect(hrefs(text)).toEqual([])
  expect(linksIn(text)).toEqual([{ kind: 'text', text }])
})

test('U24: nothing of the text is lost or changed around links', () => {
  const text = '  مرحبا https://shop.example/a?b=c#d 🌷\nhttps://shop.example/x\n<b>not bold</b> '
  expect(
    linksIn(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})

test('attack 18: a name before the host is not taken for the host', () => {
  expect(hrefs('https://facebook.com@evil.example/')).toEqual([])
  expect(hrefs('https://mia:secret@evil.example/')).toEqual([])
})

test.each([
  ['Cyrillic letters that look Latin', 'https://рауpal.com/login', /^https:\/\/xn--[a-z0-9-]+\.com\/login$/u],
  ['a name all in Cyrillic under a Latin ending', 'https://сосо.com', /^https:\/\/xn--[a-z0-9-]+\.com\/$/u],
  ['a letter with a dot below', 'https://paypạl.com', /^https:\/\/xn--[a-z0-9-]+\.com\/$/u],
  ['an address whose letters turn their direction', 'https://shop.example/\u202Egpj.exe', /^https:\/\/shop\.example\/%E2%80%AEgpj\.exe$/u],
])('attack 18: %s is shown as what it is', (_what, text, expected) => {
  expect(shown(text)).toEqual(hrefs(text))
  expect(shown(text)[0]).toMatch(expected)
})

test.each([['https://żółw.example/'], ['https://пример.рф/'], ['https://例え.jp/'], ['https://fahrräder.example/']])(
  'U24: %s is shown as it was written',
  (text) => {
    expect(shown(text)).toEqual([text])
  },
)

test('attack 22: a text of a hundred thousand letters is read quickly', () => {
  expect(hrefs(`${'a.'.repeat(50_000)} https://shop.example/`)).toEqual(['https://shop.example/'])
}, 2000)
