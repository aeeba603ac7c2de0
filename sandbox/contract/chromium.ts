import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Names a Chromium goes by on `PATH`. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser: the one that `PAGEDESK_CHROMIUM` or `CHROMIUM_PATH` names, then one on `PATH`, then Playwright's own download. */
export async function openChromium(): Promise<Browser> {
  const executablePath = candidates().find(canRun)
  if (executablePath === undefined) {
    throw new Error('No Chromium was found. Install one, or name it in CHROMIUM_PATH.')
  }
  return chromium.launch({ executablePath, args: FLAGS })
}

/** A variable that is set is meant: nothing else is tried then. */
function candidates(): readonly string[] {
  const named = [process.env['PAGEDESK_CHROMIUM'], process.env['CHROMIUM_PATH']].filter((each) => each !== undefined && each !== '')
  if (named[0] !== undefined) {
    return [named[0]]
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
  return [...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))), chromium.executablePath()]
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
