import { expect, test } from 'vitest'
import { Kept } from './kept.ts'

/** A browser's storage as two tabs see it; `isFull` as a browser says it. */
function openBrowser() {
  const items = new Map<string, string>()
  const browser = { isFull: false }
  const storage: Storage = {
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => {
      if (browser.isFull) {
        throw new DOMException('full', 'QuotaExceededError')
      }
      items.set(name, text)
    },
    removeItem: (name) => void items.delete(name),
    clear: () => items.clear(),
  }
  const tab = () => {
    const listeners: ((name: string | null) => void)[] = []
    const kept = new Kept({ storage: () => storage, onForeignChange: (listener) => void listeners.push(listener) })
    return { kept, hear: (name: string | null) => listeners.forEach((listener) => listener(name)) }
  }
  return { browser, tab }
}

test('U13: a second tab never writes over what the first one holds', () => {
  const { tab } = openBrowser()
  const [one, two] = [tab().kept, tab().kept]
  one.write('text 1', 'from the first')
  two.write('text 2', 'from the second')
  two.remove('text 2')
  expect(one.read('text 1')).toBe('from the first')
})

test('what another tab changes is told to whoever looks at it, and to nobody else', () => {
  const { kept, hear } = openBrowser().tab()
  const heard: string[] = []
  kept.subscribe('draft', () => heard.push('draft'))
  kept.subscribe('outbox', () => heard.push('outbox'))
  hear('outbox 1')
  expect(heard).toEqual(['outbox'])
  hear(null)
  expect(heard).toEqual(['outbox', 'draft', 'outbox'])
})

test('a text that the browser refuses to store is held by this tab, and said to be', () => {
  const { browser, tab } = openBrowser()
  const { kept } = tab()
  browser.isFull = true
  expect(kept.write('text 1', 'do not lose me')).toBe(false)
  expect(kept.read('text 1')).toBe('do not lose me')
  expect(kept.all('text').get('text 1')).toBe('do not lose me')
  expect(kept.isOnlyHere('text 1')).toBe(true)
  browser.isFull = false
  kept.write('text 1', 'do not lose me')
  expect(kept.isOnlyHere('text 1')).toBe(false)
  expect(tab().kept.read('text 1')).toBe('do not lose me')
})
