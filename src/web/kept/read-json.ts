/** What was kept as JSON. What is damaged in the browser's storage is as if nothing was kept. */
export function readJson(item: string | undefined): unknown {
  try {
    return JSON.parse(item ?? 'null')
  } catch {
    return null
  }
}

/** The same of a list. */
export function readList(item: string | undefined): readonly unknown[] {
  const value = readJson(item)
  return Array.isArray(value) ? value : []
}
