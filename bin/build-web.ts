import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STAMP = join(ROOT, 'dist/web/.built-from')
const SOURCES = [
  'src/web/**/*',
  'src/domain/**/*.ts',
  'src/api/contract/*.ts',
  'src/api/*/contract.ts',
  'vite.config.ts',
  'package-lock.json',
]

/**
 * Builds the web when its sources changed since the last build. In a process of its own, so that the builder's memory
 * is gone when the desk starts. Throws with the builder's words when it fails.
 */
export async function buildWebIfStale(): Promise<void> {
  const digest = digestOfSources()
  if (builtFrom() === digest) {
    return
  }
  console.log('Building the web (once after an install or a change) …')
  await run([join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'])
  writeFileSync(STAMP, digest)
}

function digestOfSources(): string {
  const hash = createHash('sha256')
  const files = globSync(SOURCES, { cwd: ROOT, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).toSorted()) {
    hash.update(file.slice(ROOT.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function builtFrom(): string | undefined {
  try {
    return readFileSync(STAMP, 'utf8')
  } catch {
    // No stamp: never built.
    return undefined
  }
}

function run(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The web could not be built (exit ${code}). Its output is above.`)),
    )
  })
}
