import { expect, test } from 'vitest'
import { FITTED, fittedSize, movedBy, seenOf, stepOf, zoomedAt } from './zoom-view.ts'

const measures = { stage: { width: 1000, height: 600 }, shot: { width: 800, height: 600 } }
const MIDDLE = { x: 0, y: 0 }

test('a picture is shown whole, and a small one not larger than it is', () => {
  expect(fittedSize({ width: 4000, height: 3000 }, measures.stage)).toEqual({ width: 800, height: 600 })
  expect(fittedSize({ width: 90, height: 60 }, measures.stage)).toEqual({ width: 90, height: 60 })
})

test('zoom goes from the fitted size to five times that', () => {
  expect(zoomedAt(FITTED, 100, { at: MIDDLE, measures }).zoom).toBe(5)
  expect(zoomedAt({ zoom: 2, x: 10, y: 10 }, 0.1, { at: MIDDLE, measures })).toEqual(FITTED)
})

test('what lies under the pointer stays there', () => {
  expect(zoomedAt(FITTED, 2, { at: { x: 200, y: 100 }, measures })).toEqual({ zoom: 2, x: -200, y: -100 })
})

test('a picture is moved only as far as there is more of it', () => {
  const close = { zoom: 2, x: 0, y: 0 }
  expect(movedBy(close, { x: 5000, y: -5000 }, measures)).toEqual({ zoom: 2, x: 300, y: -300 })
  expect(movedBy(FITTED, { x: 50, y: 50 }, measures)).toEqual(FITTED)
})

test.each([
  [1, 1, 1.5],
  [1.2, 1, 1.5],
  [1.5, -1, 1],
  [1.7, -1, 1.5],
  [5, 1, 5],
  [1, -1, 1],
] as const)('from %d a step of %i leads to %d', (zoom, direction, next) => {
  expect(zoom * stepOf({ zoom, x: 0, y: 0 }, direction)).toBeCloseTo(next)
})

test('the small map frames what is seen', () => {
  expect(seenOf(FITTED, measures)).toEqual({ left: 0, width: 1, top: 0, height: 1 })
  expect(seenOf({ zoom: 2, x: 300, y: 0 }, measures)).toEqual({ left: 0, width: 0.625, top: 0.25, height: 0.5 })
})
