import { record } from '#app/domain/activity/commands.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { createPerson } from '#app/domain/people/commands.server.ts'
import { findPerson, listPeopleNamed } from '#app/domain/people/queries.server.ts'
import { nameOf, type Named } from '#app/domain/people/rules.ts'
import { findPosition, type Position } from '#app/domain/positions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { findDone, once } from '#app/lib/operations.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { HandoverInput } from '../forms.server.ts'
import { listTenuresOf, type Tenure } from '../queries.server.ts'
import { clashProblem } from '../rules.ts'
import { refusedByField, startTenure, subjectsOf, type Errors } from './start.server.ts'

type Plan = { ending?: Tenure; starting?: { person: (Named & { id: string }) | undefined; starts_on: string } }

/**
 * «Termina el período de X, asume Y»: the first, the second or both. Meetings, minutes, agreements and commitments
 * stay as they are: open commitments belong to the position. With `errors` (by field) nothing was written.
 */
export async function handOver(ctx: Context, position_id: string, input: HandoverInput): Promise<{ errors?: Errors }> {
  return refusedByField(() =>
    atomically(ctx, async (ctx): Promise<{ errors?: Errors }> => {
      const position = found(await findPosition(ctx, position_id))
      permit(canEditDirectory(ctx.viewer))
      if (position.abolished_on) throw new Conflict('Este cargo ya no existe.')
      if ((await findDone(ctx, input.operation_id)) !== undefined) return {}

      const { plan, errors } = await planOf(ctx, position, input)
      if (Object.keys(errors).length > 0) return { errors }
      await once(ctx, input.operation_id, async () => {
        if (plan.ending) await end(ctx, plan.ending, input)
        if (plan.starting) await start(ctx, position, plan.starting, input)
        return position_id
      })
      return {}
    }),
  )
}

/** What the form asks for, and everything that stands in its way. */
async function planOf(ctx: Context, position: Position, input: HandoverInput): Promise<{ plan: Plan; errors: Errors }> {
  const { ending_id, ends_on, person_id, given_names, first_surname, starts_on, until_on, kind } = input
  const tenures = await listTenuresOf(ctx, position.id)
  const ending = ends_on ? tenures.find(({ id }) => id === ending_id) : undefined
  const named = given_names !== null || first_surname !== null
  const errors: Errors = {}

  if (ends_on && !ending) errors.ending_id = ['Elija quién termina su período.']
  if (ending && ends_on && ends_on < ending.starts_on) {
    errors.ends_on = [`El último día no puede ser anterior al ${formatDay(ending.starts_on)}, cuando asumió.`]
  }
  if (!ends_on && !person_id && !named) errors[ending_id ? 'ends_on' : 'person_id'] = ['Anote quién termina, quién asume, o las dos cosas.']
  if (!person_id && !named) return { plan: { ending }, errors }

  if (person_id && named) errors.given_names = ['Elija a la persona de la lista o escriba sus nombres; no las dos cosas.']
  if (!person_id && !given_names) errors.given_names = ['Escriba los nombres.']
  if (!person_id && !first_surname) errors.first_surname = ['Escriba el primer apellido.']
  const person = person_id ? found(await findPerson(ctx, person_id)) : undefined
  if (!person && !input.distinct && given_names && first_surname) {
    const [namesake] = await listPeopleNamed(ctx, nameOf({ given_names, first_surname, second_surname: input.second_surname }))
    if (namesake) errors.given_names = [`${namesake.name} ya está en Contactos: elíjala en «Quién asume».`]
  }
  if (!starts_on) errors.starts_on = ['Escriba desde qué día asume, por ejemplo 06-12-2024.']
  if (starts_on && until_on && until_on < starts_on) errors.until_on = ['El último día no puede ser anterior al primero.']
  if (!starts_on || errors.until_on) return { plan: { ending }, errors }

  const others = tenures.map((tenure) => (tenure === ending ? { ...tenure, ends_on } : tenure))
  const problem = clashProblem(others, { id: '', person_id: person_id ?? '', kind, starts_on, ends_on: until_on })
  if (problem) errors.starts_on = [problem]
  return { plan: { ending, starting: { person, starts_on } }, errors }
}

async function end(ctx: Context, tenure: Tenure, { ends_on, end_reason }: HandoverInput) {
  await ctx.db
    .updateTable('tenures')
    .set((eb) => ({ ends_on, end_reason, version: eb('version', '+', 1), updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id }))
    .where('id', '=', tenure.id)
    .execute()
  await record(ctx, 'tenure.ended', subjectsOf(tenure), {
    name: nameOf(tenure),
    title: tenure.title,
    on: ends_on && formatDay(ends_on),
    reason: end_reason,
  })
}

async function start(ctx: Context, position: Position, { person, starts_on }: NonNullable<Plan['starting']>, input: HandoverInput) {
  const { kind, until_on, source } = input
  const holder = person ?? (await addHolder(ctx, position, input))
  await startTenure(ctx, position, holder, { kind, starts_on, ends_on: until_on, source })
}

/** Somebody new, known by names alone; the source says how they came to be known. */
async function addHolder(ctx: Context, position: Position, { given_names, first_surname, second_surname, source }: HandoverInput) {
  const names = { given_names: given_names ?? '', first_surname: first_surname ?? '', second_surname }
  const created = await createPerson(ctx, {
    ...names, operation_id: undefined, treatment: null, legal_basis: 'professional_contact', position_id: null,
    tenure_kind: 'titular', starts_on: null, source: source ?? `Registro del cargo ${position.title}, ${position.institution_name}`,
  })
  if (created.errors) throw new Conflict('No se pudo agregar a la persona.')
  return { id: created.id, ...names }
}
