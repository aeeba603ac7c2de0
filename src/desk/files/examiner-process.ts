import { examineFile } from './examine-file.ts'

/** The process that looks at strangers' files, one at a time, an answer for each. What ends it ends nothing else. */
process.on('message', (path: string) => {
  examineFile(path).then(
    (examined) => process.send?.({ examined, rss: process.memoryUsage.rss() }),
    (error: unknown) => process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
