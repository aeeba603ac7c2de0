import { randomBytes } from 'node:crypto'
import { text as readAll } from 'node:stream/consumers'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import { Email, Password } from '#api/contract/typed.ts'
import { ConfigError, publicUrlOf, readConfig, type Config } from '#config'
import { openAccountsRoom } from '#desk/accounts/accounts.ts'
import { createAdministrator, type Administrator, type MadeAdministrator } from '#desk/accounts/create-administrator.ts'
import type { Desk } from '#desk/desk.ts'
import { createDeskClock } from '#desk/desk-clock.ts'
import { DeskError } from '#domain/errors.ts'
import { isDatabaseUnavailable } from '#storage/connections/away.ts'
import { openDatabase } from '#storage/database.ts'
import { EmbeddedError } from '#storage/embedded/errors.ts'
import { hasEmbedded, runningUrl } from '#storage/embedded/running-url.ts'
import { startEmbedded } from '#storage/embedded/start-embedded.ts'
import { DatabaseUnreachableError, reachDatabase } from '#storage/reach-database.ts'
import { requireThisSchema, SchemaTooNewError, SchemaTooOldError } from '#storage/migrate.ts'

const USAGE = `npm run create-admin -- --email anna@example.com --name "Anna Lindqvist" [--password-stdin]

Makes an administrator, or makes a colleague one again, and prints a link by which they choose a password.
The desk may run meanwhile. Settings are the desk's own: DATA_DIR or DATABASE_URL, and PUBLIC_URL.

  --email            who; asked for when it is missing
  --name             their name; only for somebody the desk does not know yet
  --password-stdin   takes the password from standard input, one line, instead of printing a link
`

/** A refusal with words for the operator. */
class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** Runs the command and gives its exit code: 0 done, 1 refused, 2 asked for in a way that it does not know. */
export async function createAdmin(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  if (options === undefined) {
    process.stderr.write(USAGE)
    return 2
  }
  if (options.help) {
    process.stdout.write(USAGE)
    return 0
  }
  try {
    const config = readConfig(process.env)
    const administrator = await readAdministrator(options)
    const made = await withDatabase(config, (url) => make(config, url, administrator))
    process.stdout.write(wordsFor(made))
    return 0
  } catch (error) {
    process.stderr.write(`${refusalOf(error)}\n`)
    return 1
  }
}

type Options = { readonly email?: string; readonly name?: string; readonly 'password-stdin'?: boolean; readonly help?: boolean }

function readOptions(args: readonly string[]): Options | undefined {
  try {
    const options = {
      email: { type: 'string' },
      name: { type: 'string' },
      'password-stdin': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    } as const
    return parseArgs({ args: [...args], options }).values
  } catch {
    // What it says about an unknown option, the usage says better.
    return undefined
  }
}

async function readAdministrator(options: Options): Promise<Administrator> {
  const email = options.email ?? (await ask('E-mail address of the administrator: '))
  if (!Email.safeParse(email.trim()).success) {
    throw new Refusal(`“${email}” is not a whole e-mail address. Say who with --email name@example.com.`)
  }
  if (!options['password-stdin']) {
    return { email, name: options.name, password: undefined }
  }
  const password = (await readAll(process.stdin)).replace(/\r?\n$/, '')
  if (!Password.safeParse(password).success) {
    throw new Refusal(`The password on standard input has ${password.length} characters. It needs 12 to 200.`)
  }
  return { email, name: options.name, password }
}

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Refusal('Nobody is here to be asked. Say who with --email name@example.com.')
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

/** Only what an operator has to know is said beside the result. */
const TERMINAL = { info: () => undefined, warn: (_facts: object, words: string) => process.stderr.write(`${words}\n`) }

/** The operator's own PostgreSQL, the one of a running desk, or ours, started for as long as this takes. */
async function withDatabase<T>(config: Config, work: (url: string) => Promise<T>): Promise<T> {
  const { DATABASE_URL: url, DATA_DIR: dataDir } = config
  if (url !== undefined) {
    await reachDatabase(url, { log: TERMINAL, signal: new AbortController().signal, patienceMs: 0 })
    return work(url)
  }
  if (!(await hasEmbedded(dataDir))) {
    throw new Refusal(`There is no desk in ${dataDir}. Set DATA_DIR to the data folder of yours, or DATABASE_URL to its database.`)
  }
  const postgres = await startUnlessRunning(dataDir)
  if (!postgres) {
    const running = await runningUrl(dataDir)
    if (running === undefined) {
      throw new Refusal('The desk is in its first start. Wait for its ready line and run this again.')
    }
    return work(running)
  }
  try {
    return await work(postgres.url)
  } finally {
    await postgres.stop()
  }
}

async function startUnlessRunning(dataDir: string) {
  try {
    return await startEmbedded({ dataDir, log: TERMINAL })
  } catch (error) {
    if (error instanceof EmbeddedError && error.code === 'data-dir-in-use') {
      return undefined
    }
    throw error
  }
}

async function make(config: Config, url: string, administrator: Administrator): Promise<MadeAdministrator> {
  await requireThisSchema(url)
  const database = openDatabase({ url, maxConnections: 2, onIdleError: () => undefined })
  try {
    const desk: Desk = { ...createDeskClock(), db: database.db, newId: <Id extends string>() => uuidv7() as Id, jobs: NO_JOBS }
    // Nothing is signed here, so the desk's own secret is not needed: a wrong DATA_DIR beside DATABASE_URL must not get a key.
    const secret = randomBytes(32).toString('hex')
    return await createAdministrator(openAccountsRoom({ desk, publicUrl: publicUrlOf(config), secret }), administrator)
  } finally {
    await database.close()
  }
}

/** Nothing that this command does leaves work for later. */
const NO_JOBS: Desk['jobs'] = {
  sendMessages: refuseJob,
  fetchProfiles: refuseJob,
  fetchPosts: refuseJob,
  openTickets: refuseJob,
  settleDoubts: refuseJob,
  askPrivateReply: refuseJob,
  repairChannel: refuseJob,
  eraseChannel: refuseJob,
  importHistory: refuseJob,
  deliverMail: refuseJob,
}

function refuseJob(): Promise<never> {
  return Promise.reject(new Error('create-admin asks for no jobs.'))
}

const WAS: Readonly<Record<MadeAdministrator['was'], string>> = {
  unknown: 'is a new administrator of',
  'not-a-member': 'is back, as an administrator of',
  'another-role': 'is now an administrator of',
  administrator: 'was an administrator already, of',
}

function wordsFor({ email, was, workspaceName, link }: MadeAdministrator): string {
  const done = `${email} ${WAS[was]} ${workspaceName}.\n`
  if (link === undefined) {
    return `${done}The password is set. Earlier sessions have ended.\n`
  }
  return `${done}This link lets them choose a password. It works once, within an hour:\n\n  ${link}\n\n`
}

const EXPECTED = [Refusal, ConfigError, DeskError, DatabaseUnreachableError, EmbeddedError, SchemaTooNewError, SchemaTooOldError]

function refusalOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error)
  }
  if (EXPECTED.some((kind) => error instanceof kind)) {
    return error.message
  }
  if (isDatabaseUnavailable(error)) {
    return `The database does not answer (${error.message}). Run this again once it is well.`
  }
  return error.stack ?? error.message
}
