import { benchIntake, type IntakeResult } from '../bench/intake/run.ts'

const [name, ...flags] = process.argv.slice(2)
const isJson = flags.includes('--json')

if (name === 'intake') {
  show(await benchIntake((words) => (isJson ? undefined : console.error(words))))
} else {
  console.error('npm run bench -- intake [--json]')
  process.exitCode = 2
}

function show(result: IntakeResult): void {
  if (isJson) {
    console.log(JSON.stringify(result))
    return
  }
  console.table(
    result.rounds.map(({ connections, floor, desk, ratio, p99Ratio }) => ({
      connections,
      'floor req/s': floor.requestsPerSecond,
      'desk req/s': desk.requestsPerSecond,
      ratio,
      'floor p50 ms': floor.p50Ms,
      'desk p50 ms': desk.p50Ms,
      'floor p99 ms': floor.p99Ms,
      'desk p99 ms': desk.p99Ms,
      'p99 ratio': p99Ratio,
    })),
  )
  const { visible, backlog } = result
  console.log(
    `Visible after the 200, at ${visible.perSecond} messages/s: p50 ${visible.p50Ms} ms, p99 ${visible.p99Ms} ms (${visible.messages} looked at, ${visible.missing} missing).`,
  )
  console.log(`A backlog of ${backlog.messages} messages was applied in ${backlog.seconds} s: ${backlog.perSecond}/s.`)
}
