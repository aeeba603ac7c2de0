import { existsSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'"=]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

/** What a file imports, word for word: packages, `#room/…` and relative paths; types, too. */
export function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

/** The files of `src` that a file imports, by their paths from the root. */
export function neighboursOf(file: string): string[] {
  return importsOf(file).flatMap((target) => {
    const path = target.startsWith('#') ? `src/${target.slice(1)}` : target.startsWith('.') ? normalize(join(file, '..', target)) : ''
    const found = path === 'src/config' ? 'src/config.ts' : path
    return found !== '' && existsSync(found) ? [found] : []
  })
}

/** Every way in which an import leads back to where it began: `a.ts → b.ts → a.ts`. One for each import that closes a circle. */
export function circlesIn(files: readonly string[]): string[] {
  const done = new Set<string>()
  const circles: string[] = []
  function walk(file: string, path: readonly string[]): void {
    const at = path.indexOf(file)
    if (at !== -1) {
      circles.push([...path.slice(at), file].join(' → '))
      return
    }
    if (!done.has(file)) {
      neighboursOf(file).forEach((next) => walk(next, [...path, file]))
      done.add(file)
    }
  }
  files.forEach((file) => walk(file, []))
  return circles
}
