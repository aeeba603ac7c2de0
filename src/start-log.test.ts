import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const MODULE = new URL('start-log.ts', import.meta.url).href

/** What a process of its own writes to standard error, by its words. */
async function written(script: string): Promise<string[]> {
  const code = `import { openStartLog } from ${JSON.stringify(MODULE)}; const { log, speak } = openStartLog('info'); ${script}`
  const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code])
  const lines = stderr.trim().split('\n')
  return lines.map((line) => (line.startsWith('{') ? String((JSON.parse(line) as { msg: string }).msg) : line))
}

test('U47: what is only good to know comes after the words for people, a warning at once', async () => {
  const script = `log.info('started PostgreSQL'); log.warn('no backup'); speak(); log.info('later')`
  expect(await written(script)).toEqual(['no backup', 'started PostgreSQL', 'later'])
})

test('U47: nothing that waited is lost when the start fails', async () => {
  expect(await written(`log.info('started PostgreSQL'); log.error('no port'); speak()`)).toEqual(['no port', 'started PostgreSQL'])
})
