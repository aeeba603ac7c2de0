import { parseArgs } from 'node:util'
import { DATABASE_FAULTS } from '../test/faults/harness/database-faults.ts'
import { runDatabaseFaults, type FaultResult } from '../test/faults/harness/run-database-faults.ts'

/** Breaks what a desk stands on, under load, and looks whether every promise was kept. Ends with `N passed, N failed`. */
const USAGE = `npm run faults -- database [--only ${DATABASE_FAULTS.map(({ name }) => name).join('|')}] [--times N]

  --only    this fault alone; may be given more than once
  --times   how often each, instead of ${DATABASE_FAULTS.map(({ name, times }) => `${times} × ${name}`).join(', ')}`

const known = new Set(DATABASE_FAULTS.map(({ name }) => name))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true }, times: { type: 'string' } },
})
const times = values.times === undefined ? undefined : Number(values.times)
const isUnderstood =
  positionals.join() === 'database' &&
  (values.only ?? []).every((name) => known.has(name)) &&
  (times === undefined || (Number.isInteger(times) && times > 0))

if (isUnderstood) {
  const results = await runDatabaseFaults({
    tell,
    ...(values.only === undefined ? {} : { only: values.only }),
    ...(times === undefined ? {} : { times }),
  })
  conclude(results)
} else {
  console.error(USAGE)
  process.exitCode = 2
}

function tell({ name, fault, recoveredMs, slowest }: FaultResult): void {
  const recovered =
    recoveredMs === undefined ? '' : `, everything worked ${(recoveredMs / 1000).toFixed(1)} s after the database (${slowest} last)`
  console.log(fault === undefined ? `passed  ${name}${recovered}` : `FAILED  ${name}: ${fault}`)
}

function conclude(results: readonly FaultResult[]): void {
  for (const { name } of DATABASE_FAULTS) {
    const times = results
      .filter((result) => result.name.startsWith(`${name} `))
      .flatMap(({ recoveredMs }) => (recoveredMs === undefined ? [] : [recoveredMs]))
      .toSorted((a, b) => a - b)
    if (times.length > 0) {
      const [min, median, max] = [times[0], times[Math.floor(times.length / 2)], times.at(-1)].map((ms) => ((ms ?? 0) / 1000).toFixed(1))
      console.log(`${name}: ${times.length} times; back after ${min} s (min), ${median} s (median), ${max} s (max)`)
    }
  }
  const failed = results.filter(({ fault }) => fault !== undefined).length
  console.log(`\n${results.length - failed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
