import { replayFolder } from './replay/run-folder.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined || folder.startsWith('--')) {
  console.error(
    'npm run replay -- DIR: runs every webhook body (*.json) of a folder through the intake, and prints one JSON object a line.',
  )
  process.exit(2)
}

const replayed = await replayFolder(folder)
for (const one of replayed) {
  console.log(JSON.stringify(one))
}
const failed = replayed.filter(({ error }) => error !== undefined)
console.error(`${replayed.length} files, ${failed.length} failed.`)
process.exitCode = failed.length > 0 ? 1 : 0
