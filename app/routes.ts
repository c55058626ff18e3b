import { type RouteConfig, index, layout, prefix, route } from '@remix-run/route-config'

/** Every URL in the application. Paths are Spanish (people read them); files are English. */
export default [
  route('entrar', 'routes/session/sign-in.tsx'),
  route('invitacion/:token', 'routes/session/invitation.tsx'),
  route('salir', 'routes/session/sign-out.ts'),
  route('salir/todas', 'routes/session/sign-out-everywhere.ts'),
  route('preferencias/apariencia', 'routes/preferences/theme.ts'),
  route('preferencias/sesiones/:clave/cierre', 'routes/preferences/session-closing.ts'),
  route('calendario/traslado', 'routes/calendar/move.ts'),
  layout('routes/layout.tsx', [
    index('routes/today.tsx'),
    ...prefix('preferencias', [index('routes/preferences/index.tsx'), route('contrasena', 'routes/preferences/password.tsx')]),
    ...prefix('calendario', [index('routes/calendar/index.tsx')]),
    ...prefix('administracion', [
      index('routes/administration/index.ts'),
      route('usuarios', 'routes/administration/users.tsx'),
      route('usuarios/nuevo', 'routes/administration/new-user.tsx'),
      route('usuarios/:id', 'routes/administration/user.tsx'),
      route('usuarios/:id/enlace', 'routes/administration/user-link.tsx'),
      route('usuarios/:id/desactivacion', 'routes/administration/user-disabling.ts'),
      route('usuarios/:id/reactivacion', 'routes/administration/user-enabling.ts'),
      route('usuarios/:id/sesiones', 'routes/administration/user-sessions.ts'),
      route('actividad', 'routes/administration/activity.tsx'),
    ]),
  ]),
  layout('routes/portal/layout.tsx', [
    ...prefix('m', [
      route('cuenta', 'routes/preferences/index.tsx', { id: 'portal-account' }),
      route('cuenta/contrasena', 'routes/preferences/password.tsx', { id: 'portal-password' }),
    ]),
  ]),
] satisfies RouteConfig
