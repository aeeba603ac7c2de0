import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** No letter that is taken for a digit (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUP = 4
/** 28 letters of 5 bits: 140 bits. */
const LETTERS = 28

/**
 * What somebody on another machine must know to set the desk up: whoever sees the output of its start. It comes out of the
 * desk's own secret, so that every process and every start of one desk prints the same code, and no table holds it.
 */
export function setUpCodeOf(secret: string): string {
  const bytes = createHmac('sha256', secret).update('set-up code').digest()
  const letters = Array.from(bytes.subarray(0, LETTERS), (byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('')
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? ''
}

/** Case, spaces and dashes do not count; time tells nothing about how much was right. */
export function isSetUpCode(typed: string, code: string): boolean {
  return timingSafeEqual(digestOf(typed), digestOf(code))
}

function digestOf(code: string): Buffer {
  const plain = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return createHash('sha256').update(plain).digest()
}
