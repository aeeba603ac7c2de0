import { followOnPipe } from './clock-on-pipe.ts'
import { readyForClients } from './env.ts'
import { type Command, readCommand, USAGE } from './options.ts'
import { type Sandbox, startSandbox } from './start.ts'

const command = commandOrExit()
const sandbox = await sandboxOrExit(command)
closeWhenTold(sandbox, command)
if (command.printEnv) {
  for (const [name, value] of Object.entries(readyForClients(sandbox.world, sandbox.url))) {
    console.log(`${name}=${value}`)
  }
}
console.log(`ready ${sandbox.url}`)

function commandOrExit(): Command {
  try {
    return readCommand(process.argv.slice(2), process.env)
  } catch (cause) {
    console.error(`${cause instanceof Error ? cause.message : String(cause)}\n\n${USAGE}`)
    process.exit(2)
  }
}

async function sandboxOrExit({ options, tellClock }: Command): Promise<Sandbox> {
  try {
    return await startSandbox({ ...options, follower: tellClock ? followOnPipe(process.stdin, process.stdout) : undefined })
  } catch (cause) {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
    console.error(isTaken ? `Port ${options.port} is taken. Choose another with --port.` : String(cause))
    process.exit(1)
  }
}

function closeWhenTold(open: Sandbox, { exitWithParent }: Command): void {
  let closing: Promise<void> | undefined
  const leave = () => {
    closing ??= open.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', leave)
  process.once('SIGINT', leave)
  if (exitWithParent) {
    process.stdin.once('close', leave)
    process.stdin.once('end', leave)
    process.stdin.resume()
  }
}
