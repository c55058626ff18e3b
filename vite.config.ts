import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

import remixConfig from './remix.config.js'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

/**
 * What nearly every page has comes in four files. Left alone it is thirty: each a request, and some 200 bytes of imports
 * and of compression that begins anew. What the portal never shows stays out of what it loads.
 */
const CHUNKS = {
  framework: /\/node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|turbo-stream)\/|vite\/preload-helper/,
  kit: /\/app\/ui\/(announce|button|card|cota|dated-text|empty|facts|feedback|field|folio|form|form-errors|glyph|icon|link|mark|page-header|pagination|shortcuts|status-badge|use-hydrated|visually-hidden)\.tsx?$/,
  desk: /\/app\/ui\/(avatar|brand-link|filter-bar|phone-bar|rail|segmented|shell|tabs|top-bar)\.tsx?$/,
  picker: /\/app\/ui\/(picker|picker-chips|picker-list|suggestions|use-picker)\.tsx?$/,
}

const chunkOf = (id: string) => Object.entries(CHUNKS).find(([, pattern]) => pattern.test(id))?.[0]

export default defineConfig(({ isSsrBuild }) => ({
  // The server build uses top-level await.
  build: {
    target: isSsrBuild ? 'node22' : 'es2022',
    assetsInlineLimit: 0,
    rollupOptions: { output: { manualChunks: isSsrBuild ? undefined : chunkOf } },
  },
  plugins: [tailwindcss(), remix(remixConfig)],
  ssr: { external: ['better-sqlite3', '@node-rs/argon2', 'pg', 'playwright-core', '@sparticuz/chromium'] },
}))
