import { expect, test } from 'vitest'
import { deskUrlOf, EXPECTATIONS, publicUrlOf, readConfig } from './config.ts'

test('an empty environment is a complete configuration', () => {
  expect(readConfig({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', ROLE: 'all', SANDBOX_PORT: 4000 })
})

test('all faults are listed at once, with what was found and an example', () => {
  const read = () => readConfig({ PORT: 'eighty', ROLE: 'boss', PUBLIC_URL: 'desk.example.com', FACEBOOK_GRAPH_VERSION: '26' })
  expect(read).toThrow(/4 faults/)
  expect(read).toThrow(/PORT: is "eighty"; it wants a port from 1 to 65535, for example 3000/)
  expect(read).toThrow(/ROLE: is "boss"/)
  expect(read).toThrow(/PUBLIC_URL: is "desk.example.com"/)
})

test('a Facebook app without its secret is refused, not run unverified', () => {
  const read = () => readConfig({ FACEBOOK_APP_ID: '138483919580948' })
  expect(read).toThrow(/FACEBOOK_APP_SECRET: is missing/)
  expect(read).toThrow(/FACEBOOK_VERIFY_TOKEN: is missing/)
  expect(read).toThrow(/PUBLIC_URL: is missing/)
})

test("a secret's value is never told", () => {
  const secret = 'not-base64-but-secret'
  const read = () => readConfig({ ENCRYPTION_KEY: secret, DATABASE_URL: 'mysql://root:hunter2@db/desk', FACEBOOK_APP_SECRET: 'hunter2' })
  expect(read).toThrow(/3 faults/)
  expect(read).not.toThrow(/hunter2|not-base64/)
})

test('an empty variable counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' }).PORT).toBe(3000)
})

test('every variable says what it wants', () => {
  expect(Object.keys(readConfig({})).filter((name) => !(name in EXPECTATIONS))).toEqual([])
})

test('R14: a token for the figures is long enough not to be guessed, and is not repeated', () => {
  const read = () => readConfig({ METRICS_TOKEN: 'short', METRICS_PORT: 'nine' })
  expect(read).toThrow(/2 faults/)
  expect(read).not.toThrow(/short/)
  expect(readConfig({ METRICS_TOKEN: 'x'.repeat(16), METRICS_PORT: '9090' })).toMatchObject({ METRICS_PORT: 9090 })
})

test.each([
  [{}, 'http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  [{ HOST: '::1', PORT: '80' }, 'http://[::1]:80', 'http://[::1]:80'],
  [{ PUBLIC_URL: 'https://desk.example.com/' }, 'http://127.0.0.1:3000', 'https://desk.example.com'],
])('with %j the desk listens on %s and is reached at %s', (environment, deskUrl, publicUrl) => {
  const config = readConfig(environment)
  expect([deskUrlOf(config), publicUrlOf(config)]).toEqual([deskUrl, publicUrl])
})

test('a bucket wants its store and a key to it', () => {
  expect(() => readConfig({ S3_BUCKET: 'desk-files' })).toThrow(/S3_ENDPOINT.*S3_ACCESS_KEY_ID.*S3_SECRET_ACCESS_KEY/s)
  const whole = { S3_BUCKET: 'desk-files', S3_ENDPOINT: 'https://s3.example/', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' }
  expect(readConfig(whole)).toMatchObject({ S3_ENDPOINT: 'https://s3.example', S3_REGION: 'auto' })
})
