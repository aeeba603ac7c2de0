import { spawnSync } from 'node:child_process'
import { row, testToCode } from './test-to-code.ts'

/** Everything that must hold before a change lands, except the tests. Each failure names the command that mends it. */
type Step = { readonly name: string; readonly command: readonly string[]; readonly mend: string }

const STEPS: readonly Step[] = [
  { name: 'format', command: ['npx', 'oxfmt', '--check'], mend: 'npm run format' },
  { name: 'lint', command: ['npm', 'run', '-s', 'lint'], mend: 'npm run lint, and mend what it names' },
  { name: 'types', command: ['npm', 'run', '-s', 'typecheck'], mend: 'npm run typecheck, and mend what it names' },
  { name: 'generated files', command: ['node', 'bin/generate.ts', '--check'], mend: 'npm run generate' },
  { name: 'unused code', command: ['npx', 'knip'], mend: 'delete what knip names, or use it' },
  { name: 'commit subjects', command: ['node', 'bin/commit-subjects.ts'], mend: 'the git command beside each commit' },
]

const failed = STEPS.filter((step) => !passes(step))
console.log(`  ${'lines of'.padEnd(17)}code   tests  ratio\n${testToCode('.').map(row).join('\n')}`)
for (const { name, mend } of failed) {
  console.error(`✗ ${name}. To mend it: ${mend}`)
}
process.exitCode = failed.length === 0 ? 0 : 1

function passes({ name, command }: Step): boolean {
  const [program = '', ...args] = command
  const begin = Date.now()
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`)
  return status === 0
}
