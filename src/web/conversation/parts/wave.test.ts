import { expect, test } from 'vitest'
import { waveOf } from './wave.ts'

test('one sound has one wave, within its bounds, and another has another', () => {
  const wave = waveOf('0189-a', 44)
  expect(wave).toHaveLength(44)
  expect(wave.every((bar) => bar >= 0.25 && bar <= 1)).toBe(true)
  expect(waveOf('0189-a', 44)).toEqual(wave)
  expect(waveOf('0189-b', 44)).not.toEqual(wave)
})
