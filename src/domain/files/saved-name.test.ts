import { expect, test } from 'vitest'
import { savedName } from './saved-name.ts'

const PICTURE = { what: 'picture', type: 'image/jpeg' }

test.each([
  ['invoice.pdf', 'invoice.pdf'],
  ['Rechnung März.pdf', 'Rechnung März.pdf'],
  ['../../x', '_.._x'],
  ['..\\..\\x.exe', '_.._x.exe'],
  ['.htaccess', 'htaccess'],
  ['\u200B.htaccess', 'htaccess'],
  ['a.php', 'a.php'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['console.txt', 'console.txt'],
  ['a\r\nb\0c', 'abc'],
  ['\u202Egpj.exe', 'gpj.exe'],
  ['x'.repeat(300) + '.pdf', `${'x'.repeat(146)}.pdf`],
  ['x'.repeat(300), 'x'.repeat(150)],
  ['a"b;<c>', 'a_b;_c_'],
])('attack 26: %j is saved as %j', (name, saved) => expect(savedName(name, PICTURE)).toBe(saved))

test.each([undefined, '', '...', '\u200B', '  '])('what is called %j is called after what it is', (name) => {
  expect(savedName(name, PICTURE)).toBe('picture.jpg')
  expect(savedName(name, { what: 'voice', type: 'audio/mp4' })).toBe('voice.mp4')
  expect(savedName(name, { what: 'file', type: 'application/octet-stream' })).toBe('file')
})
