import { drive, type LoadAnswer, postOf } from '../drive.ts'

export type LoadTask = {
  readonly port: number
  /** Path and query of each POST. */
  readonly path: string
  readonly token?: string
  /** Sent in turn. */
  readonly bodies: readonly string[]
  readonly connections: number
  /** The load ends after so many seconds or so many requests. */
  readonly seconds?: number
  readonly requests?: number
}

process.send?.(await load(JSON.parse(process.argv[2] ?? '{}') as LoadTask))

function load({ path, token, bodies, ...task }: LoadTask): Promise<LoadAnswer> {
  const headers = token === undefined ? [] : [`authorization: Bearer ${token}`]
  const requests = bodies.map((body) => postOf(path, Buffer.from(body), headers))
  return drive({ ...task, request: (count) => requests[count % requests.length] ?? Buffer.alloc(0) })
}
