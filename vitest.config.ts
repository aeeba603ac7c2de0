import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

/** Nothing but the code itself: no database, no other process, nothing that a file could leave behind for the next. */
const PURE = ['src/domain/**/*.test.ts', 'src/web/**/*.test.ts']
/** Whole desks and browsers, which keep both processors of a small machine busy by themselves. */
const WHOLE = ['test/**/*.test.ts']

const DATABASE = ['test/support/global-setup.ts']

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A poll waits for a signal; how long that may take on a busy machine says nothing about the product.
    expect: { poll: { timeout: 15_000 } },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'whole',
          include: WHOLE,
          globalSetup: DATABASE,
          // Many steps of a browser each, on a machine that may be half as fast tomorrow.
          testTimeout: 90_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['src/**/*.test.ts', 'sandbox/**/*.test.ts', 'bin/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...PURE],
          globalSetup: DATABASE,
          // They wait for their database as much as they work.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      { extends: true, test: { name: 'pure', include: PURE, isolate: false, maxWorkers: 2, sequence: { groupOrder: 3 } } },
    ],
  },
})
