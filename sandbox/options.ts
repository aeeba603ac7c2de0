import { parseArgs } from 'node:util'
import type { SandboxOptions } from './start.ts'

export type Command = {
  readonly options: SandboxOptions
  readonly exitWithParent: boolean
  readonly tellClock: boolean
  readonly printEnv: boolean
}

export const USAGE = `node sandbox/main.ts [--port 4000] [--host 127.0.0.1]
  --allow-host NAME         lets the controls answer under this name, too; may be given many times
  --app-id ID --app-secret SECRET --verify-token TOKEN   keys of the one app; the last two also as
                            SANDBOX_APP_SECRET and SANDBOX_VERIFY_TOKEN, which no process list shows
  --redirect-uri URL        registers a redirect URI; may be given many times
  --state FILE              keeps the world in FILE between starts
  --desk-url URL            linked on the page as "Open the desk"
  --retry-delays 200,1000   waits between webhook attempts, in milliseconds
  --exit-with-parent        saves and exits when standard input closes
  --tell-clock              writes each move of the clock as "clock MS" and waits for the same line on standard input
  --env                     makes a world ready for clients and prints KEY=value lines`

/** Reads the command line; throws with words when it cannot be understood. */
export function readCommand(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      'allow-host': { type: 'string', multiple: true },
      'app-id': { type: 'string' },
      'app-secret': { type: 'string' },
      'verify-token': { type: 'string' },
      'redirect-uri': { type: 'string', multiple: true },
      state: { type: 'string' },
      'desk-url': { type: 'string' },
      'retry-delays': { type: 'string' },
      'exit-with-parent': { type: 'boolean' },
      'tell-clock': { type: 'boolean' },
      env: { type: 'boolean' },
    },
  })
  return {
    exitWithParent: values['exit-with-parent'] ?? false,
    tellClock: values['tell-clock'] ?? false,
    printEnv: values.env ?? false,
    options: {
      port: portIn(values.port ?? env['SANDBOX_PORT'] ?? '4000'),
      host: values.host ?? '127.0.0.1',
      allowedHosts: values['allow-host'] ?? [],
      redirectUris: values['redirect-uri'] ?? [],
      stateFile: values.state,
      deskUrl: values['desk-url'],
      retryDelaysMs: delaysIn(values['retry-delays']),
      ...keysIn({
        appId: values['app-id'],
        appSecret: values['app-secret'] ?? env['SANDBOX_APP_SECRET'],
        verifyToken: values['verify-token'] ?? env['SANDBOX_VERIFY_TOKEN'],
      }),
    },
  }
}

type Keys = Pick<SandboxOptions, 'appId' | 'appSecret' | 'verifyToken'>

/** Those that were given; the others keep their defaults. */
function keysIn(keys: { readonly [Name in keyof Keys]: string | undefined }): Keys {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined))
}

function portIn(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`The port must be a number from 0 to 65535, found "${text}".`)
  }
  return port
}

function delaysIn(text: string | undefined): number[] | undefined {
  if (text !== undefined && !/^\d+(,\d+)*$/.test(text)) {
    throw new Error(`The retry delays must be milliseconds, like 200,1000, found "${text}".`)
  }
  return text?.split(',').map(Number)
}
