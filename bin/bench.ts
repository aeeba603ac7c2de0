import { parseArgs } from 'node:util'
import { benchEvents, type EventsResult } from '../bench/events/run.ts'
import { benchFiles, type FilesResult } from '../bench/files/run.ts'
import type { ArriveAnswer } from '../bench/files/arrive.ts'
import { benchIntake, type IntakeResult } from '../bench/intake/run.ts'
import { benchLists, LISTS_TASK, type ListFigure, type ListsTask } from '../bench/lists/run.ts'
import { benchSandbox, type SandboxResult } from '../bench/sandbox/run.ts'
import { benchSend, type SendResult } from '../bench/send/run.ts'

const { positionals, values: flags } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, tickets: { type: 'string' }, times: { type: 'string' } },
})
const tell = (words: string) => (flags.json ? undefined : console.error(words))

switch (positionals[0]) {
  case 'intake':
    show(await benchIntake(tell), showIntake)
    break
  case 'events':
    show(await benchEvents(tell), showEvents)
    break
  case 'sandbox':
    show(await benchSandbox(tell), showSandbox)
    break
  case 'lists':
    show({ lists: await benchLists(listsTask(), tell) }, showLists)
    break
  case 'send':
    show(await benchSend(tell), showSend)
    break
  case 'files':
    show(await benchFiles(tell), showFiles)
    break
  default:
    console.error('npm run bench -- intake|events|sandbox|lists|files|send [--json]; lists also [--tickets 10000,100000] [--times 300]')
    process.exitCode = 2
}

function listsTask(): ListsTask {
  const sizes = flags.tickets?.split(',').map(Number) ?? LISTS_TASK.sizes
  return { sizes, times: Number(flags.times ?? LISTS_TASK.times) }
}

function show<Result>(result: Result, inWords: (result: Result) => void): void {
  if (flags.json) {
    console.log(JSON.stringify(result))
  } else {
    inWords(result)
  }
}

function showFiles({ pictureBytes, perSecond, pictures, round: { without, withFiles, ratio, memory } }: FilesResult): void {
  const row = (name: string, { p50Ms, p99Ms, count, missing }: ArriveAnswer['visible']) => ({
    name,
    'p50 ms': p50Ms,
    'p99 ms': p99Ms,
    count,
    missing,
  })
  console.table([
    row('message visible, words alone', without.visible),
    row('message visible, with a picture', withFiles.visible),
    row('picture shown', withFiles.shown),
  ])
  console.log(
    `${pictures} pictures of ${Math.round(pictureBytes / 1000)} kB at ${perSecond}/s: messages visible p99 ${ratio} x that of words alone.`,
  )
  console.log(`Memory at most: the desk ${memory.deskMb} MB, with those that look at files ${memory.withHelpersMb} MB.`)
}

function showIntake({ rounds, visible, backlog }: IntakeResult): void {
  console.table(
    rounds.map(({ connections, floor, desk, ratio, p99Ratio }) => ({
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
  console.log(
    `Visible after the 200, at ${visible.perSecond} messages/s: p50 ${visible.p50Ms} ms, p99 ${visible.p99Ms} ms (${visible.messages} looked at, ${visible.missing} missing).`,
  )
  console.log(
    `A backlog of ${backlog.messages} messages was applied in ${backlog.seconds} s: ${backlog.perSecond}/s, where plain SQL writes ${backlog.floorPerSecond}/s (ratio ${backlog.ratio}).`,
  )
}

function showEvents({ events, round, crowd }: EventsResult): void {
  console.log(
    `${events} private and public events were read in ${Math.round(round.seconds * 10) / 10} s: ${round.perSecond}/s, where plain SQL writes what they leave behind at ${round.floorPerSecond}/s (ratio ${round.ratio}).`,
  )
  console.log(
    `A delivery of ${crowd.comments} comments was acknowledged after ${crowd.acknowledgedMs} ms and read after ${crowd.readMs} ms; of ${crowd.otherMessages} messages of another Page meanwhile each was visible within ${crowd.otherVisibleMs} ms.`,
  )
}

function showSandbox({ rounds, echoes, written, memory, lists }: SandboxResult): void {
  console.table(
    rounds.map(({ connections, floor, sandbox, ratio, p99Ratio }) => ({
      connections,
      'floor sends/s': floor.requestsPerSecond,
      'sandbox sends/s': sandbox.requestsPerSecond,
      refused: sandbox.refused,
      ratio,
      'floor p50 ms': floor.p50Ms,
      'sandbox p50 ms': sandbox.p50Ms,
      'floor p99 ms': floor.p99Ms,
      'sandbox p99 ms': sandbox.p99Ms,
      'p99 ratio': p99Ratio,
    })),
  )
  const carriers = { 'floor, a webhook each': echoes.floor, 'sends, an echo each': echoes.sandbox, 'people write': written }
  console.table(
    Object.entries(carriers).map(([what, { calls, webhooks, webhooksPerSecond }]) => ({
      what,
      'calls/s': calls.requestsPerSecond,
      'p50 ms': calls.p50Ms,
      'p99 ms': calls.p99Ms,
      'webhooks/s': webhooksPerSecond,
      missing: calls.answered - webhooks,
    })),
  )
  console.log(`Webhooks of echoes: ${echoes.ratio} of the floor's.`)
  console.log(`Memory: ${memory.beforeMb} MiB, after ${memory.sends} sends ${memory.afterMb} MiB.`)
  console.table(lists)
}

function showSend({ answerMs, rounds }: SendResult): void {
  console.table(
    rounds.map(({ conversations, floorPerSecond, perSecond, ratio, isInOrder, fromCommand }) => ({
      conversations,
      'floor sends/s': floorPerSecond,
      'desk sends/s': perSecond,
      ratio,
      'in order': isInOrder,
      'command to call p50 ms': fromCommand.p50Ms,
      'p99 ms': fromCommand.p99Ms,
    })),
  )
  console.log(`Facebook answers each message after ${answerMs} ms.`)
}

function showLists({ lists }: { readonly lists: readonly ListFigure[] }): void {
  console.table(
    lists.map(({ name, tickets, floorP50Ms, floorP99Ms, sqlP50Ms, sqlP99Ms, apiP50Ms, apiP99Ms, growth }) => ({
      name,
      tickets,
      'floor p50 ms': floorP50Ms,
      'floor p99 ms': floorP99Ms,
      'SQL p50 ms': sqlP50Ms,
      'SQL p99 ms': sqlP99Ms,
      'API p50 ms': apiP50Ms,
      'API p99 ms': apiP99Ms,
      growth,
    })),
  )
}
