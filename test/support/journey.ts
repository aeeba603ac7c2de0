import type { Browser, Page } from 'playwright-core'
import { openBrowser, openPage, type Size } from './browser.ts'
import { createTestDatabase } from './database.ts'
import { newDeskPlace, startDeskProcess, type DeskPlace, type DeskProcess } from './desk-process.ts'

/** A desk with its sandbox and a browser before it, for a file whose tests are the steps of one walk. */
export type Journey = {
  readonly place: DeskPlace
  /** Another one after a step that starts the desk again. */
  desk: DeskProcess
  readonly browser: Browser
  /** What broke so far in the pages that are watched. A journey ends by looking at it. */
  readonly faults: readonly string[]
  /** Somebody of their own, with cookies of their own. */
  openPage(size?: Size): Promise<Page>
  /** Also looks at a page that was opened otherwise. */
  watch(page: Page): Page
  close(): Promise<void>
}

type JourneyOptions = {
  /** Where the walk is about the PostgreSQL that a desk starts for itself. */
  readonly ownPostgres?: boolean
  readonly environment?: Readonly<Record<string, string>>
}

/** On a database of this run, which is quickly there. */
export async function startJourney({ ownPostgres = false, environment = {} }: JourneyOptions = {}): Promise<Journey> {
  const database = ownPostgres ? undefined : await createTestDatabase()
  const { remove, ...free } = await newDeskPlace()
  const place = { ...free, ...(database ? { databaseUrl: database.url } : {}) }
  const [desk, browser] = await Promise.all([startDeskProcess(place, environment), openBrowser()])
  const faults: string[] = []
  const watch = (page: Page) => page.on('pageerror', (error) => faults.push(error.message))
  const journey: Journey = {
    place,
    desk,
    browser,
    faults,
    openPage: async (size) => watch(await openPage(browser, size)),
    watch,
    close: async () => {
      await browser.close()
      await journey.desk.stop()
      await database?.drop()
      await remove()
    },
  }
  return journey
}
