/** Records that came twice, as they do from lists of attendance: some surely the same, some only alike. */

import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { createInstitution } from '#app/domain/institutions/commands.server.ts'
import { createPerson } from '#app/domain/people/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'
import { fold } from '#app/lib/text.ts'

import { instant } from './clock.server.ts'
import type { Stage } from './year.server.ts'

type Names = { given_names: string; first_surname: string; second_surname: string | null }
type Twin = { of: string; source: string; named: (names: Names) => Names; shares: 'email' | 'phone' | null }

/** `of`: the municipality whose head of housing, or else first authority, came twice. */
const twins: Twin[] = [
  { of: 'muni-10201', source: 'Lista de asistencia de la mesa de suelo', named: (names) => ({ ...names, second_surname: null }), shares: 'email' },
  { of: 'muni-13120', source: 'Inscripciones al taller de ordenanzas', named: (names) => ({ ...names, given_names: `${names.given_names[0]}.` }), shares: 'phone' },
  { of: 'muni-05109', source: 'Directorio 2025 en planilla', named: ({ given_names, first_surname, second_surname }) => ({ given_names, first_surname: second_surname ?? first_surname, second_surname: first_surname }), shares: 'email' },
  { of: 'muni-09101', source: 'Tarjeta de visita', named: (names) => names, shares: null },
]

const companies = ['Constructora Los Maitenes SpA', 'CONSULTORA Suelo y Ciudad Ltda.']

export function planDuplicates({ clock, as, staff: { paula }, network, today }: Stage) {
  const at = instant(addDays(today, -2), 16)
  clock.plan(at, async () => {
    const ctx = as(paula, at)
    for (const twin of twins) {
      const seat = network.seats.get(twin.of)?.find(({ kind }) => kind === 'housing_head') ?? network.seats.get(twin.of)?.[0]
      if (seat) await addTwin(ctx, seat.tenure_person, twin)
    }
    for (const name of companies) {
      await createInstitution(ctx, {
        operation_id: undefined, kind: 'company', name, short_name: null, aliases: null, parent_id: null, region_code: null, commune_cut: null, coordinator_id: null,
      })
    }
  })
}

/** The same person once more, with what a list had of them. */
async function addTwin(ctx: Context, person_id: string, { source, named, shares }: Twin) {
  const person = await ctx.db.selectFrom('people').select(['given_names', 'first_surname', 'second_surname']).where('id', '=', person_id).executeTakeFirstOrThrow()
  const created = await createPerson(ctx, {
    operation_id: undefined, ...named(person), treatment: null, source: `Demostración: ${source.toLowerCase()}`, legal_basis: 'professional_contact',
    position_id: null, tenure_kind: 'titular', starts_on: null,
  })
  if (created.errors) throw new Error(JSON.stringify(created.errors))
  if (!shares) return
  const value = shares === 'email' ? `${fold(person.given_names).split(' ')[0]}.${fold(person.first_surname).replace(/[^a-z]/g, '')}@correo.ejemplo.cl` : '+56987654321'
  for (const id of [person_id, created.id]) {
    await createContactPoint(ctx, { type: 'person', id }, { operation_id: undefined, kind: shares, value, visibility: 'team', label: null })
  }
}
