/** Living versions, newest first (Graph API changelog, versions, 2026-11). */
const LIVING = ['v26.0', 'v25.0', 'v24.0', 'v23.0', 'v22.0', 'v21.0']
const OLDEST = 'v21.0'
const NEWEST = 'v26.0'

/** Which version answers a path. A call to an ended version is answered by the oldest living one, a call without by the newest. */
export function versionFor(pathname: string): { version: string; path: string[] } {
  const [first = '', ...rest] = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded)
  if (!/^v\d+\.\d+$/.test(first)) {
    return { version: NEWEST, path: first === '' ? [] : [first, ...rest] }
  }
  return { version: LIVING.includes(first) ? first : Number.parseFloat(first.slice(1)) > 26 ? NEWEST : OLDEST, path: rest }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // A stray % is kept as it stands: no id looks like that, so Graph's own 100/33 answers it.
    return part
  }
}
