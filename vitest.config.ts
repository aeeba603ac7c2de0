import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'sandbox/**/*.test.ts', 'test/**/*.test.ts', 'bin/**/*.test.ts', 'bench/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A poll waits for a signal; how long that may take on a busy machine says nothing about the product.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 2,
    globalSetup: ['test/support/global-setup.ts'],
  },
})
