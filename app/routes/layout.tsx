import { Outlet, useLoaderData } from '@remix-run/react'

import { countMyOverdue } from '#app/domain/commitments/queries/overdue.server.ts'
import { roleWord } from '#app/domain/users/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network, writers, type Role } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { Shell, type Account, type Place } from '#app/ui/shell.tsx'

export const loader = signedIn(network, async (ctx) => ({
  places: await listPlaces(ctx),
  account: listAccount(ctx.viewer.role),
  register: writers.some((role) => role === ctx.viewer.role) ? '/registrar' : null,
  person: { name: ctx.viewer.name, place: roleWord(ctx.viewer.role) },
  palette: { source: '/buscar/paleta', owner: ctx.viewer.id },
}))

/** The frame of everything the network sees: its places, its person, its page. */
export default function NetworkLayout() {
  const { places, account, register, person, palette } = useLoaderData<typeof loader>()
  return (
    <Shell places={places} account={account} person={person} palette={palette} register={register ?? undefined}>
      <Outlet />
    </Shell>
  )
}

/** An executive starts from the calendar; everybody else from what the day asks. */
async function listPlaces(ctx: Context): Promise<Place[]> {
  const overdue = await countMyOverdue(ctx)
  const today: Place = {
    to: '/',
    label: 'Hoy',
    icon: 'sun',
    letter: 'h',
    ...(overdue ? { count: overdue, countLabel: plural(overdue, 'compromiso vencido', 'compromisos vencidos') } : {}),
  }
  const calendar: Place = { to: '/calendario', label: 'Calendario', icon: 'calendar', letter: 'k' }
  const meetings: Place = { to: '/reuniones', label: 'Reuniones', icon: 'circle', letter: 'r' }
  const commitments: Place = { to: '/compromisos', label: 'Compromisos', icon: 'square', letter: 'c' }
  const directory: Place[] = [
    { to: '/instituciones', label: 'Instituciones', icon: 'building', letter: 'i' },
    { to: '/contactos', label: 'Contactos', icon: 'users', letter: 't' },
  ]
  return ctx.viewer.role === 'executive'
    ? [calendar, meetings, commitments, ...directory]
    : [today, meetings, commitments, calendar, ...directory]
}

const listAccount = (role: Role): Account[] => [
  { to: '/preferencias', label: 'Preferencias' },
  ...(role === 'admin' ? [{ to: '/administracion/usuarios', label: 'Administración' }] : []),
]
