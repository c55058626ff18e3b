import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

import remixConfig from './remix.config.js'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig(({ isSsrBuild }) => ({
  // The server build uses top-level await.
  build: { target: isSsrBuild ? 'node22' : 'es2022', assetsInlineLimit: 0 },
  plugins: [tailwindcss(), remix(remixConfig)],
  ssr: { external: ['better-sqlite3', '@node-rs/argon2', 'pg', 'playwright-core', '@sparticuz/chromium'] },
}))
