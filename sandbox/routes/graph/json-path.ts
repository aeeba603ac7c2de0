/** One step: a name, an index, `*` for all, or any of these below at any depth. */
type Step = { readonly key: string; readonly isDeep: boolean }

const STEP = /(\.\.|\.)?(?:\[(?:'([^']*)'|"([^"]*)"|(\*|-?\d+))\]|([\w*-]+))/y

/**
 * The values a JSONPath leads to: `$`, `.name`, `['name']`, `[0]`, `.*`, `[*]` and `..name`, which are the forms that Facebook's
 * pages on batch requests show. Undefined when the path cannot be read.
 */
export function valuesAt(value: unknown, path: string): unknown[] | undefined {
  const steps = stepsOf(path.trim())
  return steps?.reduce<unknown[]>((found, step) => found.flatMap((each) => take(each, step)), [value])
}

function stepsOf(path: string): Step[] | undefined {
  if (!path.startsWith('$')) {
    return undefined
  }
  const steps: Step[] = []
  STEP.lastIndex = 1
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path)
    if (!found) {
      return undefined
    }
    const [, dots, single, double, index, name] = found
    steps.push({ key: single ?? double ?? index ?? name ?? '', isDeep: dots === '..' })
  }
  return steps
}

function take(value: unknown, step: Step): unknown[] {
  const here = step.isDeep ? withAllBelow(value) : [value]
  return here.flatMap((each) => inside(each, step.key))
}

function inside(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) {
    return []
  }
  if (key === '*') {
    return Object.values(value)
  }
  if (Array.isArray(value)) {
    const found: unknown = /^-?\d+$/.test(key) ? value.at(Number(key)) : undefined
    return found === undefined ? [] : [found]
  }
  return Object.hasOwn(value, key) ? [(value as Record<string, unknown>)[key]] : []
}

function withAllBelow(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(withAllBelow)] : [value]
}
