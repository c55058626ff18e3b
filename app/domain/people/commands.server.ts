import { record } from '#app/domain/activity/commands.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { findPosition } from '#app/domain/positions/queries.server.ts'
import { refusedByField, startTenure, type Errors } from '#app/domain/tenures/commands/start.server.ts'
import { listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import { clashProblem } from '#app/domain/tenures/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { findDone, once } from '#app/lib/operations.server.ts'
import { searchText, sortKey } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { NewPersonInput, NoteInput, PersonInput } from './forms.server.ts'
import { canWriteNotes } from './policy.ts'
import { findPerson, type Person } from './queries.server.ts'
import { nameOf } from './rules.ts'

export type PersonCreated = { id: string; errors?: undefined } | { errors: Errors }

/** Adds somebody and, when it is known, the post they hold. With `errors` (by field) nothing was written. */
export async function createPerson(ctx: Context, input: NewPersonInput): Promise<PersonCreated> {
  const { operation_id, position_id, tenure_kind: kind, starts_on, ...facts } = input
  return refusedByField(() =>
    atomically(ctx, async (ctx): Promise<PersonCreated> => {
      permit(canEditDirectory(ctx.viewer))
      const done = await findDone(ctx, operation_id)
      if (done !== undefined) return { id: done }

      const person = { id: newId(ctx.now.getTime()), ...facts }
      const post = position_id && starts_on ? { position: found(await findPosition(ctx, position_id)), starts_on } : undefined
      if (post) {
        const others = await listTenuresOf(ctx, post.position.id)
        const problem = clashProblem(others, { id: '', person_id: person.id, kind, starts_on: post.starts_on, ends_on: null })
        if (problem) return { errors: { starts_on: [problem] } }
      }

      await once(ctx, operation_id, async () => {
        await insertPerson(ctx, person)
        if (post) await startTenure(ctx, post.position, person, { kind, starts_on: post.starts_on, ends_on: null, source: facts.source })
        return person.id
      })
      return { id: person.id }
    }),
  )
}

/** Answers the person as they stand when somebody else had changed them meanwhile; nothing is written then. */
export async function editPerson(ctx: Context, id: string, { version, ...facts }: PersonInput): Promise<Person | undefined> {
  return atomically(ctx, async (ctx) => {
    const person = found(await findPerson(ctx, id))
    permit(canEditDirectory(ctx.viewer))

    const { numUpdatedRows } = await ctx.db
      .updateTable('people')
      .set({ ...facts, ...keys(facts), verified_on: today(ctx), version: version + 1 })
      .set({ updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return person

    await record(ctx, 'person.edited', { type: 'person', id }, { name: nameOf(facts) })
    return undefined
  })
}

/** Somebody has checked today that everything is still so. */
export async function confirmPerson(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const person = found(await findPerson(ctx, id))
    permit(canEditDirectory(ctx.viewer))
    if (person.verified_on === today(ctx)) return

    await ctx.db.updateTable('people').set({ verified_on: today(ctx) }).where('id', '=', id).execute()
    await record(ctx, 'person.confirmed', { type: 'person', id }, { name: nameOf(person) })
  })
}

/** A remark for the team alone: no outward page, file, search or feed reads it. */
export async function writeNote(ctx: Context, person_id: string, { operation_id, internal_text }: NoteInput) {
  await atomically(ctx, async (ctx) => {
    found(await findPerson(ctx, person_id))
    permit(canWriteNotes(ctx.viewer))
    await once(ctx, operation_id, async () => {
      const id = newId(ctx.now.getTime())
      await ctx.db
        .insertInto('internal_notes')
        .values({ id, subject_type: 'person', subject_id: person_id, internal_text, created_at: ctx.now.toISOString(), created_by: ctx.viewer.id })
        .execute()
      await record(ctx, 'internal_note.written', { type: 'person', id: person_id })
      return id
    })
  })
}

async function insertPerson(ctx: Context, { id, ...facts }: { id: string } & Omit<PersonInput, 'version'>) {
  const at = ctx.now.toISOString()
  await ctx.db
    .insertInto('people')
    .values({
      id, ...facts, ...keys(facts), verified_on: today(ctx),
      created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id,
    })
    .execute()
  await record(ctx, 'person.created', { type: 'person', id }, { name: nameOf(facts) })
}

const keys = ({ given_names, first_surname, second_surname }: Pick<PersonInput, 'given_names' | 'first_surname' | 'second_surname'>) => ({
  search_text: searchText(given_names, first_surname, second_surname),
  sort_text: sortKey([first_surname, second_surname, given_names].filter(Boolean).join(' ')),
})
