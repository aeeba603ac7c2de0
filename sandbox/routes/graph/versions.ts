/** Graph versions that still live, oldest first, with the day each ends (Graph API changelog, versions, 2026-11). */
const VERSIONS: readonly { readonly name: string; readonly endsAt: number }[] = [
  { name: 'v21.0', endsAt: Date.UTC(2027, 0, 21) },
  { name: 'v22.0', endsAt: Date.UTC(2027, 4, 20) },
  { name: 'v23.0', endsAt: Date.UTC(2027, 9, 8) },
  { name: 'v24.0', endsAt: Date.UTC(2028, 1, 18) },
  { name: 'v25.0', endsAt: Date.UTC(2028, 6, 29) },
  { name: 'v26.0', endsAt: Infinity },
]

const NEWEST = 'v26.0'
export const VERSION_FORM = /^v\d+\.\d+$/

/** v1.0, v2.0 to v2.12, v3.0 to v3.3, and from v4.0 on only `.0`. */
const EVER: ReadonlySet<string> = new Set(
  Array.from({ length: Number.parseInt(NEWEST.slice(1), 10) }, (_, index) => index + 1).flatMap((major) =>
    Array.from({ length: major === 2 ? 13 : major === 3 ? 4 : 1 }, (_each, minor) => `v${major}.${minor}`),
  ),
)

/**
 * Which version answers a path, and the path without it. A call to an ended version is answered by the oldest living one, a call
 * without by the version chosen in the app's dashboard. A version that never was is no version: it stays in the path, where nothing
 * has such a name, so that Graph answers "Unknown path components" (seen in reports of 2026).
 */
export function versionFor(
  pathname: string,
  at: { readonly now: number; readonly unversioned: string } = { now: Date.now(), unversioned: NEWEST },
): { version: string; path: string[] } {
  const [first = '', ...rest] = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded)
  if (everWas(first)) {
    return { version: living(first, at.now), path: rest }
  }
  return { version: living(at.unversioned, at.now), path: first === '' ? [] : [first, ...rest] }
}

export function everWas(name: string): boolean {
  return EVER.has(name)
}

function living(name: string, now: number): string {
  const known = VERSIONS.find((version) => version.name === name)
  return known && known.endsAt > now ? name : (VERSIONS.find(({ endsAt }) => endsAt > now)?.name ?? NEWEST)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // A stray % is kept as it stands: no id looks like that, so Graph's own refusal answers it.
    return part
  }
}
