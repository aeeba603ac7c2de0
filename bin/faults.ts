import { parseArgs } from 'node:util'
import { ACT_FAULTS, runActFaults } from '../test/faults/harness/run-act-faults.ts'
import { DATABASE_FAULTS } from '../test/faults/harness/database-faults.ts'
import type { FaultPlan, FaultResult } from '../test/faults/harness/fault-plan.ts'
import { runDatabaseFaults } from '../test/faults/harness/run-database-faults.ts'
import { DOOR_FAULTS, runDoorFaults } from '../test/faults/harness/run-door-faults.ts'
import { GAP_FAULTS, runGapFaults } from '../test/faults/harness/run-gap-faults.ts'
import { REMINDER_FAULTS, runReminderFaults } from '../test/faults/harness/run-reminder-faults.ts'
import { runSendFaults, SEND_FAULTS } from '../test/faults/harness/run-send-faults.ts'
import { MESSAGE_FAULTS, runMessageFaults } from '../test/faults/harness/run-message-faults.ts'

/** Breaks what a desk stands on, lays siege to its doors, kills it under a storm of messages, has Facebook fail at all that agents do or send, kills it around its reminders, or lets it miss what Facebook tells, and looks whether every promise was kept. Ends with `N passed, N failed`. */
type Kind = {
  readonly faults: readonly { readonly name: string; readonly times: number }[]
  readonly run: (plan: FaultPlan) => Promise<FaultResult[]>
}

const KINDS = new Map<string, Kind>([
  ['database', { faults: DATABASE_FAULTS, run: runDatabaseFaults }],
  ['doors', { faults: DOOR_FAULTS, run: runDoorFaults }],
  ['messages', { faults: MESSAGE_FAULTS, run: runMessageFaults }],
  ['acts', { faults: ACT_FAULTS, run: runActFaults }],
  ['send', { faults: SEND_FAULTS, run: runSendFaults }],
  ['reminders', { faults: REMINDER_FAULTS, run: runReminderFaults }],
  ['gaps', { faults: GAP_FAULTS, run: runGapFaults }],
])

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true }, times: { type: 'string' }, seed: { type: 'string' }, sends: { type: 'string' } },
})
const kind = positionals.length === 1 ? KINDS.get(positionals.join()) : undefined
const [times, seed, sends] = [values.times, values.seed, values.sends].map((value) => (value === undefined ? undefined : Number(value)))
const isUnderstood =
  (values.only ?? []).every((only) => kind?.faults.some(({ name }) => name === only)) &&
  [times, seed, sends].every((number) => number === undefined || (Number.isInteger(number) && number > 0))

if (kind && isUnderstood) {
  const results = await kind.run({
    tell,
    ...(values.only === undefined ? {} : { only: values.only }),
    ...(times === undefined ? {} : { times }),
    ...(seed === undefined ? {} : { seed }),
    ...(sends === undefined ? {} : { sends }),
  })
  conclude(kind, results)
} else {
  console.error(usage())
  process.exitCode = 2
}

function usage(): string {
  const lines = [...KINDS].map(
    ([name, { faults }]) => `npm run faults -- ${name} [--only ${faults.map((fault) => fault.name).join('|')}] [--times N] [--seed N]`,
  )
  const often = [...KINDS].flatMap(([, { faults }]) => faults.map((fault) => `${fault.times} × ${fault.name}`))
  return `${lines.join('\n')}

  --only    this fault alone; may be given more than once
  --times   how often each, instead of ${often.join(', ')}
  --seed    the same storm again; of messages, acts, send, reminders and gaps only
  --sends   how many replies, instead of 1000; of send only`
}

function tell({ name, fault, measured }: FaultResult): void {
  const figures = measured === undefined ? '' : `, ${measured}`
  console.log(fault === undefined ? `passed  ${name}${figures}` : `FAILED  ${name}: ${fault}${figures}`)
}

function conclude({ faults }: Kind, results: readonly FaultResult[]): void {
  for (const { name } of faults) {
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
