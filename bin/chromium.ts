import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'

/** Names a Chromium goes by on `PATH`. The one without a window of its own needs a quarter less of a processor for the same walk. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** No browser, and none could be had. `message` ends with the command that mends it. */
export class NoChromiumError extends Error {
  override readonly name = 'NoChromiumError'
}

/** A way to get a browser: what is said while it runs, and the commands, in order. */
type Installation = { readonly words: string; readonly commands: readonly (readonly [string, ...string[]])[] }

/**
 * The path of a Chromium: `PAGEDESK_CHROMIUM` or `CHROMIUM_PATH`, then `PATH`, then Playwright's own download.
 *
 * @throws NoChromiumError when a variable names a file that cannot be run.
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  for (const variable of ['PAGEDESK_CHROMIUM', 'CHROMIUM_PATH']) {
    const named = environment[variable]
    if (named !== undefined && named !== '') {
      if (!canRun(named)) {
        throw new NoChromiumError(`${variable} is ${named}, which is not a program that can be run. Unset it, or name a Chromium.`)
      }
      return named
    }
  }
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const onPath = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
  return [...onPath, chromium.executablePath()].find(canRun)
}

/**
 * A Chromium that is there, or one that is installed now: Debian's package for root, Playwright's download for everybody else.
 *
 * @throws NoChromiumError with the command that mends it.
 */
export async function ensureChromium(say: (words: string) => void): Promise<string> {
  const found = findChromium()
  if (found !== undefined) {
    say(`Browser: ${found}`)
    return found
  }
  const installation = chooseInstallation()
  say(installation.words)
  for (const command of installation.commands) {
    await run(command)
  }
  const installed = findChromium()
  if (installed === undefined) {
    const commands = installation.commands.map((command) => command.join(' ')).join(' && ')
    throw new NoChromiumError(`There is no Chromium for the browser journeys, and installing one did not work. To mend it: ${commands}`)
  }
  return installed
}

function chooseInstallation(): Installation {
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    return {
      words: 'No Chromium is here: installing the chromium-headless-shell package (apt-get)',
      commands: [
        ['apt-get', 'update'],
        ['apt-get', 'install', '--yes', '--no-install-recommends', 'chromium-headless-shell'],
      ],
    }
  }
  return {
    words: 'No Chromium is here: downloading one into your Playwright cache (playwright-core install chromium)',
    commands: [['npx', 'playwright-core', 'install', 'chromium']],
  }
}

/** Its output goes to our standard error; whether it worked is seen by looking for the browser afterwards. */
async function run([program, ...args]: readonly [string, ...string[]]): Promise<void> {
  const child = spawn(program, args, {
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    // Not there or not a program: either way not our browser.
    return false
  }
}
