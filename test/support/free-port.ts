import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that systems give to whoever connects somewhere, of which one may be taken again before it is listened on. */
const [FROM, TO] = [11_000, 32_000]

/** A port of this machine that is free now, and stays so but for others who look for one in this way. */
export async function freePort(): Promise<number> {
  const port = randomInt(FROM, TO)
  const server = createServer().listen(port, '127.0.0.1')
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  )
  if (!isFree) {
    return await freePort()
  }
  server.close()
  await once(server, 'close')
  return port
}
