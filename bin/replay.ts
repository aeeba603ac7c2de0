import { replayFolder, type Replayed } from './replay/run-folder.ts'

const [folder, ...flags] = process.argv.slice(2)
if (folder === undefined || folder.startsWith('--')) {
  console.error('npm run replay -- DIR [--json]: runs every webhook body (*.json) of a folder through the intake.')
  process.exit(2)
}

const replayed = await replayFolder(folder)
for (const one of replayed) {
  console.log(flags.includes('--json') ? JSON.stringify(one) : inWords(one))
}
const failed = replayed.filter(({ error }) => error !== undefined)
if (!flags.includes('--json')) {
  console.log(`\n${replayed.length} files, ${failed.length} failed.`)
}
process.exitCode = failed.length > 0 ? 1 : 0

function inWords({ file, facts, raw, error }: Replayed): string {
  const understood = facts.length > 0 ? facts.map(({ type }) => String(type)).join(', ') : 'nothing'
  const kept = raw.length > 0 ? `; kept raw: ${raw.map(({ label }) => String(label)).join(', ')}` : ''
  return `${file}\n  understood: ${understood}${kept}${error === undefined ? '' : `\n  FAILED: ${error}`}`
}
