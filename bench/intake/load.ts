import { drive, type LoadAnswer } from '../drive.ts'
import { benchBody, benchRequest } from './body.ts'

export type LoadTask = { readonly port: number; readonly connections: number; readonly seconds: number; readonly name: string }

const PERSONS = 500

const task = JSON.parse(process.argv[2] ?? '{}') as LoadTask
process.send?.(await load(task))

/** Bodies are made and signed on the way. */
function load({ name, ...rest }: LoadTask): Promise<LoadAnswer> {
  return drive({
    ...rest,
    request: (count) => benchRequest(benchBody({ mid: `${name}_${count}`, person: count % PERSONS, at: Date.now() })),
  })
}
