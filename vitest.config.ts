import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    // The journeys are Playwright's.
    exclude: ['tests/e2e/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/setup.ts'],
    // A place with an odd offset and no daylight saving: what depends on the machine's zone fails here.
    // Vitest puts its own BASE_URL, a path, where ours is read.
    env: { TZ: 'Asia/Kathmandu', BASE_URL: 'http://localhost:3000' },
    sequence: { shuffle: true },
    // Files share a process: what one leaves behind (a clock, a world) breaks another, so nothing may be left behind.
    isolate: false,
    testTimeout: 20_000,
  },
})
