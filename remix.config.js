/**
 * Options of the Remix plugin; vite.config.ts imports them.
 * v3_lazyRouteDiscovery stays off: its /__manifest endpoint tells anybody which routes exist (CVE-2026-42342).
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  serverModuleFormat: 'esm',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: false,
    v3_singleFetch: true,
    v3_routeConfig: true,
  },
}
