import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWebIfStale } from './build-web.ts'
import { ensureChromium, NoChromiumError } from './chromium.ts'
import { countTests } from './test-totals.ts'

/**
 * Runs every test there is, or those that the arguments name (`npm test -- src/domain`), with a Chromium for the browser journeys. Ends with
 * one plain line, `N passed, N failed`, and with vitest's exit code.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url))

try {
  const chromium = await ensureChromium((words) => console.log(words))
  // Once, before journeys that run side by side would each begin it.
  await buildWebIfStale()
  process.exitCode = await runTests(chromium)
} catch (fault) {
  console.error(fault instanceof NoChromiumError ? fault.message : fault)
  console.log('\n0 passed, 1 failed')
  process.exitCode = 1
}

async function runTests(chromium: string): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pagedesk-results-'))
  const output = path.join(folder, 'results.json')
  try {
    const exitCode = await vitest(
      ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`, ...process.argv.slice(2)],
      chromium,
    )
    const { passed, failed } = countTests(await readFile(output, 'utf8').catch(() => undefined), exitCode)
    console.log(`\n${passed} passed, ${failed} failed`)
    return exitCode
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function vitest(args: readonly string[], chromium: string): Promise<number> {
  // Ctrl-C reaches vitest as well, which then takes the database down; we wait for that.
  process.on('SIGINT', () => undefined)
  const child = spawn(process.execPath, [path.join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    // What is started again and again is compiled once, where `npm start` keeps it, too.
    env: { ...process.env, CHROMIUM_PATH: chromium, NODE_COMPILE_CACHE: path.join(ROOT, '.cache/compile') },
  })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
