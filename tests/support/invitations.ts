import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { mintAnswerLink } from '#app/domain/invitations/commands/mint-link.server.ts'
import { noteTold } from '#app/domain/invitations/commands/note-told.server.ts'
import { sendNotices } from '#app/domain/invitations/commands/send.server.ts'
import { listNotices } from '#app/domain/invitations/queries/notices.server.ts'
import { editMeeting } from '#app/domain/meetings/commands/edit.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import type { ParticipantInput } from '#app/domain/meetings/rules/participants.ts'
import type { OwnerType } from '#app/domain/contact-points/terms.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { hours, inOffice, meetingWith } from './meetings.ts'
import type { World } from './world.ts'

export const email = ({ as }: World, type: OwnerType, id: string, value: string) =>
  createContactPoint(as('paula'), { type, id }, { kind: 'email', value, label: null, visibility: 'network' })

export const ROSA = 'alcaldia@cerrillos.example'
export const SERVIU = 'director@serviu.example'

/** A meeting next week with the mayor of Cerrillos, at her own address, and the SERVIU, at that of its office. */
export async function invited(world: World) {
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  await email(world, 'person', person_id, ROSA)
  await email(world, 'institution', 'serviu-13', SERVIU)
  const meeting = await meetingWith(world, {
    when: hours('2026-12-01', '10:00', '11:30'),
    participants: [{ position_id: 'muni-13102:mayor' }, { institution_id: 'serviu-13' }],
  })
  return { ...meeting, person_id }
}

export const read = async (world: World, folio: string) => (await findMeeting(world.as('paula'), folio))!

export const pending = async (world: World, folio: string) => listNotices(world.as('paula'), await read(world, folio))

/** Sends what is pending, as Paula, and lets it leave; to those of these addresses when they are given. */
export async function send(world: World, folio: string, options: { to?: string[]; shows_guests?: boolean; words?: boolean; waits?: boolean } = {}) {
  const { to, shows_guests = false, words = false, waits = false } = options
  const notices = (await pending(world, folio)).filter(({ email }) => !to || to.includes(email ?? ''))
  const { version } = await read(world, folio)
  const sentence = await sendNotices(world.as('paula'), folio, { recipients: notices.map(({ key }) => key), shows_guests, words, version, operation_id: undefined })
  if (!waits) await leave(world)
  return sentence
}

/** Lets what waits in the outbox leave, or what is for one address; as the worker writes it. */
export async function leave({ as, raw }: World, to?: string) {
  const waiting = await raw.selectFrom('outbox').select(['id', 'invitation_id', 'tells', 'recipient']).where('state', '=', 'queued').orderBy('id').execute()
  for (const mail of waiting.filter(({ recipient }) => !to || recipient === to)) {
    await atomically(as('system'), async (ctx) => {
      await ctx.db.updateTable('outbox').set({ state: 'sent' }).where('id', '=', mail.id).execute()
      await noteTold(ctx, mail)
    })
  }
}

/** What was left in the outbox, the oldest first. */
export const outbox = ({ raw }: World) => raw.selectFrom('outbox').selectAll().orderBy('created_at').orderBy('id').execute()

/** The last mail to an address. */
export const lastMail = async (world: World, to: string) => (await outbox(world)).filter(({ recipient }) => recipient === to).at(-1)!

/** Lets the clock go on. */
export function wait(world: World, minutes = 1) {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000)
}

/** Edits a meeting as whoever looks at it now would. */
export async function edit(
  world: World, folio: string,
  { added = [], removed = [], ...facts }: { title?: string; description?: string | null; place?: string | null; reserved?: boolean; added?: ParticipantInput[]; removed?: string[] },
) {
  const { title, kind, modality, place, commune_cut, link, description, organiser_id, version, reserved } = await read(world, folio)
  await editMeeting(world.as('paula'), folio, {
    title, kind, modality, place, commune_cut, link, description, organiser_id, version, reserved: reserved === 1, participants: { added, removed }, ...facts,
  })
}

/** The token of the answer page of a guest, as the mail that leaves would carry it. */
export async function tokenOf(world: World, to: string) {
  const { id } = await world.raw.selectFrom('meeting_invitations').select('id').where('email', '=', to).where('withdrawn_at', 'is', null).executeTakeFirstOrThrow()
  return (await mintAnswerLink(world.as('system'), id)).split('/').at(-1)!
}
