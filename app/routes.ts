import { type RouteConfig, index, layout, prefix, route } from '@remix-run/route-config'

/** Every URL in the application. Paths are Spanish (people read them); files are English. */
export default [
  ...prefix('entrar', [index('routes/session/sign-in.tsx')]),
  layout('routes/layout.tsx', [index('routes/today.tsx')]),
] satisfies RouteConfig
