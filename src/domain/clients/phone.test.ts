import { expect, test } from 'vitest'
import { tidyPhone } from './phone.ts'

test.each([
  ['+31 6 5550 1147', '+31 6 5550 1147'],
  ['  (030) 901820-14 ', '(030) 901820-14'],
  ['+44\u00a020\u202f7946\t0018', '+44 20 7946 0018'],
  ['0049.30/901820', '0049.30/901820'],
  ['+1 (555) 010–0199 ext. 12', '+1 (555) 010-0199 ext. 12'],
  ['112', '112'],
])('%j is kept as %j', (written, phone) => {
  expect(tidyPhone(written)).toBe(phone)
})

test.each(['', '12', 'call me', '555-CALL-ME', '+', '123456789012345678901', 'noor@example.org', '+31 6 <b>'])(
  '%j is no phone number',
  (written) => {
    expect(tidyPhone(written)).toBeUndefined()
  },
)
