import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findChromium } from './chromium.ts'

function programNamed(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pagedesk-chromium-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, name)
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, 0o755)
  return file
}

test('a browser named by the environment goes before one on the path', () => {
  const named = programNamed('my-browser')
  const onPath = programNamed('chromium')
  expect(findChromium({ PAGEDESK_CHROMIUM: named, PATH: path.dirname(onPath) })).toBe(named)
  expect(findChromium({ CHROMIUM_PATH: named, PATH: path.dirname(onPath) })).toBe(named)
  expect(findChromium({ PATH: path.dirname(onPath) })).toBe(onPath)
})

test('a named browser that is not there is said by name, not passed over', () => {
  expect(() => findChromium({ CHROMIUM_PATH: '/nowhere/chromium' })).toThrow('CHROMIUM_PATH is /nowhere/chromium')
})
