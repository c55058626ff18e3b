import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/setup.ts'],
    env: { TZ: 'Asia/Kathmandu' },
    sequence: { shuffle: true },
    testTimeout: 20_000,
  },
})
