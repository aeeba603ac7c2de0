import { pino } from 'pino'
import { bareDesk } from '../bare-desk.ts'
import { openJobQueue } from '#jobs/queue.ts'
import { startDeliveryReader } from '#jobs/reader.ts'
import { openDatabase } from '#storage/database.ts'

/** One worker process as ROLE=worker starts it, on a backlog that is there already. Tells how long it took. */
const { url } = JSON.parse(process.argv[2] ?? '{}') as { url: string }
const database = openDatabase({ url, onIdleError: () => undefined })
const queue = await openJobQueue({ connections: database.connections, log: pino({ level: 'error' }, pino.destination(2)) })
const desk = { ...bareDesk(database.db), jobs: queue.port }
const begin = performance.now()
const reader = await startDeliveryReader({ desk, database, onFailure: (error) => process.stderr.write(`${String(error)}\n`) })
await reader.idle()
const seconds = (performance.now() - begin) / 1000
await reader.stop()
await queue.stop()
await database.close()
process.send?.({ seconds })
