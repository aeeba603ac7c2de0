/** `a[b][0]` names a place inside `a`. */
const PLACE = /^([^[\]]+)((?:\[[^[\]]*\])+)$/
/** Deeper than anything that means something; such a name stays a name. */
const DEEPEST = 32
type Branch = Map<string, string | Branch>

/** Pairs of a query or form; `a[]=1&a[]=2`, `a[0]=1` and `recipient[id]=5` become lists and objects, as Graph reads them. */
export function pairs(text: string): Record<string, unknown> {
  const entries = new URLSearchParams(text)
  return text.includes('[') || text.includes('%5B') || text.includes('%5b') ? nested(entries) : Object.fromEntries(entries)
}

/** The same for pairs that are already taken apart. Values that are no text (files) stay as they are. */
export function nested(entries: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const flat: [string, unknown][] = []
  const roots: Branch = new Map()
  for (const [name, value] of entries) {
    const [, root, rest] = PLACE.exec(name) ?? []
    const place = rest?.slice(1, -1).split('][') ?? []
    if (root === undefined || place.length === 0 || place.length > DEEPEST || typeof value !== 'string') {
      flat.push([name, value])
    } else {
      plant(roots, [root, ...place], value)
    }
  }
  return Object.fromEntries([...flat, ...[...roots].map(([name, branch]): [string, unknown] => [name, grown(branch)])])
}

function plant(into: Branch, [head = '', ...rest]: readonly string[], value: string): void {
  const key = head === '' ? String(into.size) : head
  if (rest.length === 0) {
    into.set(key, value)
    return
  }
  const known = into.get(key)
  const branch: Branch = known instanceof Map ? known : new Map()
  into.set(key, branch)
  plant(branch, rest, value)
}

function grown(branch: string | Branch): unknown {
  if (typeof branch === 'string') {
    return branch
  }
  const keys = [...branch.keys()]
  const isList = keys.every((key) => /^\d+$/.test(key))
  return isList ? [...branch.values()].map(grown) : Object.fromEntries([...branch].map(([key, inner]) => [key, grown(inner)]))
}
