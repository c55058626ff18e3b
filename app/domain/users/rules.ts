import type { Role } from '#app/lib/roles.ts'

import { roles, type UserState } from './terms.ts'

/** An account is invited until its owner has chosen a password. */
export function stateOf(user: { disabled_at: string | null; has_password: boolean }): UserState {
  if (user.disabled_at) return 'disabled'
  return user.has_password ? 'active' : 'invited'
}

/** Where a person arrives after signing in; `back` is a local path that they had asked for. */
export function landingOf(role: Role, back: string) {
  if (role === 'leader' || role === 'delegate') return /^\/m(\/|\?|$)/.test(back) ? back : '/m'
  if (back !== '/') return back
  return role === 'executive' ? '/calendario' : '/'
}

/** A role in words, also those that no person is given. */
export const roleWord = (role: Role) => ({ ...roles, delegate: 'Encargo', system: 'Sistema' })[role]

/** Where one's own account is: the portal has its own frame. */
export const accountPath = (role: Role) => (role === 'leader' ? '/m/cuenta' : '/preferencias')

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
]

/** «Firefox en Windows», from what a browser says about itself. */
export function deviceOf(agent: string | null) {
  const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent ?? ''))?.[1]
  const browser = named(BROWSERS)
  const system = named(SYSTEMS)
  if (!browser && !system) return 'Equipo sin identificar'
  return browser && system ? `${browser} en ${system}` : (browser ?? system!)
}
