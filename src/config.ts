import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'

/** The only reader of the environment. A fault names the variable, what was found and an example; never a secret. */
export type Config = Readonly<z.infer<typeof Environment>>

/** All faults at once, so that one start is enough to mend them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Expectation = { readonly wants: string; readonly example: string; readonly isSecret?: boolean }

/** What each variable wants to be, for the fault's words and for the operator's guide. */
export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  PORT: { wants: 'a port from 1 to 65535', example: '3000' },
  HOST: { wants: 'an address to listen on', example: '127.0.0.1' },
  DATA_DIR: { wants: 'a folder', example: './data' },
  DATABASE_URL: { wants: 'a PostgreSQL address', example: 'postgres://desk:secret@db.example:5432/desk', isSecret: true },
  PUBLIC_URL: { wants: 'the address that people and Facebook reach the desk at', example: 'https://desk.example.com' },
  ENCRYPTION_KEY: { wants: '32 random bytes in base64', example: 'what `openssl rand -base64 32` prints', isSecret: true },
  ROLE: { wants: 'all, web or worker', example: 'all' },
  TRUSTED_PROXIES: { wants: 'addresses or networks of your reverse proxies, with commas', example: '127.0.0.1,10.0.0.0/8' },
  METRICS_TOKEN: {
    wants: 'a secret of at least 16 letters that Prometheus shows for /metrics',
    example: 'what `openssl rand -hex 24` prints',
    isSecret: true,
  },
  METRICS_PORT: { wants: 'a port from 1 to 65535', example: '9090' },
  LOG_LEVEL: { wants: 'debug, info, warn or error', example: 'info' },
  SMTP_URL: { wants: 'a mail server', example: 'smtps://user:secret@mail.example?from=desk@example.com', isSecret: true },
  FACEBOOK_APP_ID: { wants: 'the number of your Facebook app', example: '138483919580948' },
  FACEBOOK_APP_SECRET: { wants: "the app's secret, needed beside FACEBOOK_APP_ID", example: '32 hexadecimal letters', isSecret: true },
  FACEBOOK_VERIFY_TOKEN: { wants: 'a word of your own, needed beside FACEBOOK_APP_ID', example: 'at least 16 letters', isSecret: true },
  FACEBOOK_GRAPH_URL: { wants: 'an http(s) address', example: 'https://graph.facebook.com' },
  FACEBOOK_DIALOG_URL: { wants: 'an http(s) address', example: 'https://www.facebook.com' },
  FACEBOOK_GRAPH_VERSION: { wants: 'a Graph version', example: 'v26.0' },
  FACEBOOK_UTILITY_PERMISSION: {
    wants: 'page_utility_messaging or pages_utility_messaging, where your app has it',
    example: 'page_utility_messaging',
  },
  S3_BUCKET: { wants: 'the bucket of an S3-compatible store that files are kept in', example: 'desk-files' },
  S3_ENDPOINT: { wants: "the store's https address without the bucket", example: 'https://s3.eu-central-1.amazonaws.com' },
  S3_REGION: { wants: "the bucket's region", example: 'eu-central-1' },
  S3_ACCESS_KEY_ID: { wants: 'the id of a key that may read, write and delete in the bucket', example: 'AKIAIOSFODNN7EXAMPLE' },
  S3_SECRET_ACCESS_KEY: { wants: 'the secret of that key', example: 'what the store showed when you made the key', isSecret: true },
  SANDBOX_HOST: { wants: 'an address for the sandbox to listen on', example: '127.0.0.1' },
  SANDBOX_PORT: { wants: 'a port from 1 to 65535', example: '4000' },
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/')
  return isIP(address) !== 0 && (bits === undefined || /^\d{1,3}$/.test(bits))
}

const Port = z.coerce.number().int().min(1).max(65535)
const HttpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))
const AppSecret = z.string().min(16)

const Environment = z
  .object({
    PORT: Port.default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z
      .string()
      .min(1)
      .default('./data')
      .transform((folder) => resolve(folder)),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    PUBLIC_URL: HttpUrl.optional(),
    ENCRYPTION_KEY: z
      .string()
      .transform((text) => Buffer.from(text, 'base64'))
      .refine((key) => key.length === 32)
      .optional(),
    ROLE: z.enum(['all', 'web', 'worker']).default('all'),
    TRUSTED_PROXIES: z
      .string()
      .transform((list) => list.split(',').map((address) => address.trim()))
      .refine((list) => list.every(isAddressOrNetwork))
      .optional(),
    METRICS_TOKEN: z
      .string()
      .regex(/^\S{16,}$/)
      .optional(),
    METRICS_PORT: Port.optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    FACEBOOK_APP_ID: z
      .string()
      .regex(/^\d{1,20}$/)
      .optional(),
    FACEBOOK_APP_SECRET: AppSecret.optional(),
    FACEBOOK_VERIFY_TOKEN: z.string().min(16).optional(),
    FACEBOOK_GRAPH_URL: HttpUrl.default('https://graph.facebook.com'),
    FACEBOOK_DIALOG_URL: HttpUrl.default('https://www.facebook.com'),
    FACEBOOK_GRAPH_VERSION: z
      .string()
      .regex(/^v\d{1,3}\.\d$/)
      .default('v26.0'),
    FACEBOOK_UTILITY_PERMISSION: z.enum(['page_utility_messaging', 'pages_utility_messaging']).optional(),
    S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional(),
    S3_ENDPOINT: HttpUrl.optional(),
    S3_REGION: z
      .string()
      .regex(/^[\w-]+$/)
      .default('auto'),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    SANDBOX_HOST: z.string().min(1).default('127.0.0.1'),
    SANDBOX_PORT: Port.default(4000),
  })
  .superRefine((config, context) => {
    const needed = config.FACEBOOK_APP_ID === undefined ? [] : (['FACEBOOK_APP_SECRET', 'FACEBOOK_VERIFY_TOKEN', 'PUBLIC_URL'] as const)
    for (const name of needed.filter((name) => config[name] === undefined)) {
      context.addIssue({ code: 'custom', path: [name], message: 'missing' })
    }
    const ofStore = config.S3_BUCKET === undefined ? [] : (['S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const)
    for (const name of ofStore.filter((name) => config[name] === undefined)) {
      context.addIssue({ code: 'custom', path: [name], message: 'missing' })
    }
    // Several processes share one database, one key and one Facebook: none of them may make its own.
    const shared = config.ROLE === 'all' ? [] : (['DATABASE_URL', 'ENCRYPTION_KEY', 'FACEBOOK_APP_ID'] as const)
    for (const name of shared.filter((name) => config[name] === undefined)) {
      context.addIssue({ code: 'custom', path: [name], message: 'missing' })
    }
  })

/** Reads the configuration. An empty variable counts as not set. Throws `ConfigError` that lists every fault. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const result = Environment.safeParse(set)
  if (result.success) {
    return result.data
  }
  const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))]
  const lines = names.map((name) => `  ${name}: ${faultWords(name, set[name])}`)
  throw new ConfigError(`The configuration has ${names.length === 1 ? 'a fault' : `${names.length} faults`}:\n${lines.join('\n')}`)
}

/** The address that the desk listens on. */
export function deskUrlOf({ HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>): string {
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`
}

/** The address that people and Facebook reach the desk at, without a trailing slash. */
export function publicUrlOf(config: Pick<Config, 'HOST' | 'PORT' | 'PUBLIC_URL'>): string {
  return config.PUBLIC_URL ?? deskUrlOf(config)
}

function faultWords(name: string, found: string | undefined): string {
  const { wants, example, isSecret } = EXPECTATIONS[name] ?? { wants: 'another value', example: '' }
  const what =
    found === undefined ? 'is missing' : isSecret ? `is set to something else (${found.length} characters)` : `is ${JSON.stringify(found)}`
  return `${what}; it wants ${wants}, for example ${example}`
}
