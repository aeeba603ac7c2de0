import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import { ConfigError, readConfig, type Config } from '#config'
import { startEmbedded } from '#storage/embedded/start-embedded.ts'
import { EmbeddedError } from '#storage/embedded/errors.ts'
import { migrate, SchemaTooNewError } from '#storage/migrate.ts'
import { startDemoSandbox } from './demo-sandbox.ts'
import { startDesk, type Ground } from './desk-process.ts'
import { deriveSecret, loadEncryptionKey } from './keys.ts'

/** The number of the app in the sandbox's world; its secret is made from this desk's key. */
const SANDBOX_APP_ID = '138483919580948'

const stops: (() => Promise<void>)[] = []
let isStopping = false

try {
  await start(readConfig(process.env))
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`)
  await stopAll()
  process.exit(1)
}

async function start(config: Config): Promise<void> {
  const log = pino({ level: config.LOG_LEVEL, redact: ['req.headers'] }, pino.destination(2))
  process.on('SIGINT', () => void quit(log))
  process.on('SIGTERM', () => void quit(log))
  await mkdir(config.DATA_DIR, { recursive: true })
  const databaseUrl = await openPostgres(config, log)
  await migrate(databaseUrl)
  const encryptionKey = await loadEncryptionKey(config.DATA_DIR, config.ENCRYPTION_KEY)
  const deskUrl = `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${config.PORT}`
  const publicUrl = config.PUBLIC_URL ?? deskUrl
  const { facebook, sandboxUrl } = await openFacebook(config, { encryptionKey, publicUrl })
  stops.push(await startDesk({ config, databaseUrl, encryptionKey, publicUrl, facebook, sandboxUrl, log }))
  if (sandboxUrl !== undefined) {
    process.stdout.write(`\n  The desk          ${publicUrl}\n  Play the customer ${sandboxUrl}\n\n`)
    process.stdout.write('  No Facebook app is configured, so the sandbox stands in for Facebook.\n\n')
  }
  process.stdout.write(`ready ${deskUrl}\n`)
}

async function openPostgres(config: Config, log: Logger): Promise<string> {
  if (config.DATABASE_URL !== undefined) {
    return config.DATABASE_URL
  }
  const postgres = await startEmbedded({ dataDir: config.DATA_DIR, log })
  stops.push(() => postgres.stop())
  return postgres.url
}

type Facebook = Pick<Ground, 'facebook' | 'sandboxUrl'>

/** The real Facebook when an app is configured; else the sandbox, started here. */
async function openFacebook(config: Config, { encryptionKey, publicUrl }: Pick<Ground, 'encryptionKey' | 'publicUrl'>): Promise<Facebook> {
  const { FACEBOOK_APP_ID: appId, FACEBOOK_APP_SECRET: appSecret, FACEBOOK_VERIFY_TOKEN: verifyToken } = config
  const version = config.FACEBOOK_GRAPH_VERSION
  if (appId !== undefined && appSecret !== undefined && verifyToken !== undefined) {
    const [graphUrl, dialogUrl] = [config.FACEBOOK_GRAPH_URL, config.FACEBOOK_DIALOG_URL]
    return { facebook: { graphUrl, dialogUrl, version, appId, appSecret, verifyToken }, sandboxUrl: undefined }
  }
  const keys = { appId: SANDBOX_APP_ID, appSecret: deriveSecret(encryptionKey, 'sandbox app').slice(0, 32), verifyToken: deriveSecret(encryptionKey, 'sandbox verify') }
  const sandbox = await startDemoSandbox({
    ...keys,
    ...{ port: config.SANDBOX_PORT, host: config.HOST, deskUrl: publicUrl },
    redirectUri: `${publicUrl}/api/v1/facebook/callback`,
    stateFile: join(config.DATA_DIR, 'sandbox-world.json'),
  })
  stops.push(sandbox.stop)
  return { facebook: { graphUrl: sandbox.url, dialogUrl: sandbox.url, version, ...keys }, sandboxUrl: `${sandbox.url}/sandbox` }
}

/** Once: stop in good order. A second time: at once; what was acknowledged is on disk anyway. */
async function quit(log: Logger): Promise<void> {
  if (isStopping) {
    process.exit(1)
  }
  isStopping = true
  log.info('stopping')
  await stopAll()
  process.exit(0)
}

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).toReversed()) {
    await stop().catch((error: unknown) => process.stderr.write(`${wordsFor(error)}\n`))
  }
}

function wordsFor(error: unknown): string {
  if (error instanceof ConfigError || error instanceof EmbeddedError || error instanceof SchemaTooNewError) {
    return error.message
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${String(error.port)} is taken by another program. Stop that one, or set PORT to another number.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
