import { hash } from 'node:crypto'

/** Stands at the beginning of a statement that each connection is to plan once. */
export const PREPARED = '/* prepared */'
const BEGINS_PREPARED = /^\s*(?:select )?\/\* prepared \*\//

const names = new Map<string, string>()

/** The name under which a connection keeps the plan of this statement; undefined for one that is planned each time it is asked. */
export function preparedName(text: string): string | undefined {
  if (!BEGINS_PREPARED.test(text)) {
    return undefined
  }
  const name = names.get(text) ?? `p_${hash('sha256', text).slice(0, 32)}`
  names.set(text, name)
  return name
}
