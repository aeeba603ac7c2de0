import { join } from 'node:path'
import type { Logger } from 'pino'
import { ConfigError, deskUrlOf, publicUrlOf, readConfig, type Config } from '#config'
import { isEverywhere, isLoopback } from '#domain/loopback.ts'
import { startEmbedded } from '#storage/embedded/start-embedded.ts'
import { createDeskClock } from '#desk/desk-clock.ts'
import { EmbeddedError } from '#storage/embedded/errors.ts'
import { DatabaseUnreachableError, reachDatabase } from '#storage/reach-database.ts'
import { migrate, SchemaTooNewError } from '#storage/migrate.ts'
import { openDataDir } from './data-dir.ts'
import { SandboxError, startDemoSandbox } from './demo-sandbox.ts'
import { startDesk, type Ground } from './desk-process.ts'
import { deriveSecret, loadEncryptionKey } from './keys.ts'
import { openStartLog } from './start-log.ts'

/** The number of the app in the sandbox's world; its secret is made from this desk's key. */
const SANDBOX_APP_ID = '138483919580948'

const stops: (() => Promise<void>)[] = []
let stoppingSince: number | undefined
const stopping = new AbortController()
let started: Promise<void> = Promise.resolve()

/** Starts everything and prints the ready line once all is up, the built web included. Ends the process with words when it cannot. */
export async function main(webIsBuilt: Promise<void>): Promise<void> {
  try {
    started = start(readConfig(process.env), webIsBuilt)
    await started
  } catch (error) {
    process.stderr.write(`${wordsFor(error)}\n`)
    await stopAll()
    process.exit(1)
  }
}

async function start(config: Config, webIsBuilt: Promise<void>): Promise<void> {
  const { log, speak } = openStartLog(config.LOG_LEVEL)
  stops.push(async () => speak())
  process.on('SIGINT', () => void quit(log))
  process.on('SIGTERM', () => void quit(log))
  await openDataDir(config.DATA_DIR)
  const encryptionKey = await loadEncryptionKey(config.DATA_DIR, config.ENCRYPTION_KEY)
  const deskUrl = deskUrlOf(config)
  const publicUrl = publicUrlOf(config)
  const clock = createDeskClock()
  const onClock = clock.moveTo
  const starting = [openPostgres(config, log), openFacebook(config, { encryptionKey, publicUrl, onClock, log }), webIsBuilt] as const
  // All are waited for even when one fails: what was started must be known, so that it can be stopped.
  await Promise.allSettled(starting)
  const [databaseUrl, { facebook, sandboxUrl }] = await Promise.all(starting)
  let setUpCode: string | undefined
  stops.push(
    await startDesk({
      config,
      databaseUrl,
      encryptionKey,
      publicUrl,
      clock,
      facebook,
      sandboxUrl,
      onNotSetUp: (code) => (setUpCode = code),
      log,
    }),
  )
  if (sandboxUrl !== undefined) {
    process.stdout.write(welcome(config, { publicUrl, sandboxUrl }))
    warnOfOpenDemo(config, log)
  }
  if (setUpCode !== undefined) {
    process.stdout.write(setUpWords(setUpCode))
  }
  process.stdout.write(`ready ${deskUrl}\n`)
  speak()
}

function warnOfOpenDemo({ HOST, PORT }: Config, log: Logger): void {
  if (!isLoopback(HOST)) {
    log.warn(
      { host: HOST, port: PORT },
      'the demo can be reached from other machines, and it is meant for this one only. Set HOST=127.0.0.1, or configure a Facebook app',
    )
  }
}

/** On standard output like the ready line, and never in the log, which goes to more places. Useless once somebody set the desk up. */
function setUpWords(code: string): string {
  return `  Set-up code       ${code}\n  The set-up page asks for it when it is opened from another machine or through a proxy.\n\n`
}

function welcome({ HOST, SANDBOX_HOST }: Config, { publicUrl, sandboxUrl }: { publicUrl: string; sandboxUrl: string }): string {
  const addresses = `\n  The desk          ${publicUrl}\n  Play the customer ${sandboxUrl}\n\n`
  const why = '  No Facebook app is configured, so the sandbox stands in for Facebook.\n'
  const reach = '  The sandbox answers on this computer only. Set SANDBOX_HOST to let others use it; it asks nobody for a password.\n'
  return `${addresses}${why}${isLoopback(SANDBOX_HOST) && !isLoopback(HOST) ? reach : ''}\n`
}

/** The operator's PostgreSQL, or our own; brought up to this code either way. */
async function openPostgres(config: Config, log: Logger): Promise<string> {
  if (config.DATABASE_URL !== undefined) {
    await reachDatabase(config.DATABASE_URL, { log, signal: stopping.signal })
    await migrate(config.DATABASE_URL)
    return config.DATABASE_URL
  }
  const postgres = await startEmbedded({ dataDir: config.DATA_DIR, log })
  stops.push(() => postgres.stop())
  await migrate(postgres.url)
  return postgres.url
}

type Facebook = Pick<Ground, 'facebook' | 'sandboxUrl'>

/** The real Facebook when an app is configured; else the sandbox, started here. */
async function openFacebook(
  config: Config,
  { encryptionKey, publicUrl, onClock, log }: Pick<Ground, 'encryptionKey' | 'publicUrl' | 'log'> & { onClock: (aheadMs: number) => void },
): Promise<Facebook> {
  const { FACEBOOK_APP_ID: appId, FACEBOOK_APP_SECRET: appSecret, FACEBOOK_VERIFY_TOKEN: verifyToken } = config
  const version = config.FACEBOOK_GRAPH_VERSION
  if (appId !== undefined && appSecret !== undefined && verifyToken !== undefined) {
    const [graphUrl, dialogUrl] = [config.FACEBOOK_GRAPH_URL, config.FACEBOOK_DIALOG_URL]
    const utilityPermission = config.FACEBOOK_UTILITY_PERMISSION
    return { facebook: { graphUrl, dialogUrl, version, appId, appSecret, verifyToken, utilityPermission }, sandboxUrl: undefined }
  }
  const keys = {
    appId: SANDBOX_APP_ID,
    appSecret: deriveSecret(encryptionKey, 'sandbox app').slice(0, 32),
    verifyToken: deriveSecret(encryptionKey, 'sandbox verify'),
  }
  const sandbox = await startDemoSandbox({
    ...keys,
    port: config.SANDBOX_PORT,
    host: config.SANDBOX_HOST,
    allowedHosts: [new URL(publicUrl).hostname],
    deskUrl: publicUrl,
    redirectUri: `${publicUrl}/api/v1/facebook/callback`,
    stateFile: join(config.DATA_DIR, 'sandbox-world.json'),
    onClock,
    onLost: (words) => log.error(words),
  })
  stops.push(sandbox.stop)
  const dialogUrl = reachableUrl(sandbox.url, config)
  const utilityPermission = 'page_utility_messaging'
  return { facebook: { graphUrl: sandbox.url, dialogUrl, version, ...keys, utilityPermission }, sandboxUrl: `${dialogUrl}/sandbox` }
}

/** Where people's browsers find the sandbox: when it listens everywhere, under the name that they know the desk by. */
function reachableUrl(url: string, { SANDBOX_HOST, PUBLIC_URL }: Config): string {
  if (!isEverywhere(SANDBOX_HOST) || PUBLIC_URL === undefined) {
    return url
  }
  return `http://${new URL(PUBLIC_URL).hostname}:${new URL(url).port}`
}

/** One Ctrl-C may arrive more than once: from the terminal, and handed on by npm or by a watcher. */
const SAME_SIGNAL_MS = 2000

/** Once: stop in good order. Again, by somebody who has no patience: at once; what was acknowledged is on disk anyway. */
async function quit(log: Logger): Promise<void> {
  if (stoppingSince !== undefined) {
    if (performance.now() - stoppingSince > SAME_SIGNAL_MS) {
      process.exit(1)
    }
    return
  }
  stoppingSince = performance.now()
  stopping.abort()
  log.info('stopping')
  // In the middle of a start: what is half started cannot be stopped, so it is started first.
  await started.catch(() => undefined)
  await stopAll()
  process.exit(0)
}

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).toReversed()) {
    await stop().catch((error: unknown) => process.stderr.write(`${wordsFor(error)}\n`))
  }
}

function wordsFor(error: unknown): string {
  if (
    error instanceof ConfigError ||
    error instanceof EmbeddedError ||
    error instanceof SandboxError ||
    error instanceof DatabaseUnreachableError ||
    error instanceof SchemaTooNewError
  ) {
    return error.message
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${String(error.port)} is taken by another program. Stop that one, or set PORT (METRICS_PORT for the figures) to another number.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
