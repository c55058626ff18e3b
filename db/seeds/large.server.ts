/** Rows by the thousand, for measuring: believable in shape and number, written in bulk without the domain. */

import type { Kysely } from 'kysely'

import { toUtc } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/days.ts'
import { newId } from '#app/lib/ids.server.ts'
import { searchText, sortKey } from '#app/lib/text.ts'

import type { Database } from '../schema.ts'
import { chance, type Chance } from './chance.server.ts'
import { agendaPoints, mensNames, meetingTitles, places, promises, surnames, womensNames } from './words.server.ts'

const SIZES = { people: 20_000, meetings: 5_000, commitments: 20_000 }
const ROWS_AT_ONCE = 400
const ZONE = 'America/Santiago'

type Stamps = { created_at: string; updated_at: string; created_by: string; updated_by: string }

/** Adds 20,000 people, 5,000 meetings over three years around `today` and 20,000 commitments. `owner_id` is a user. */
export async function fillLarge(db: Kysely<Database>, today: string, owner_ids: string[]) {
  const luck = chance(20_261_124)
  const at = new Date(`${today}T12:00:00Z`).toISOString()
  const stamps: Stamps = { created_at: at, updated_at: at, created_by: owner_ids[0]!, updated_by: owner_ids[0]! }
  const positions = await db.selectFrom('positions').select(['id', 'institution_id', 'title']).orderBy('id').execute()
  const institutions = await db.selectFrom('institutions').select(['id', 'short_name', 'kind']).orderBy('id').execute()

  await addPeople(db, luck, stamps, positions.map((position) => position.id), today)
  const meetings = await addMeetings(db, luck, stamps, institutions, owner_ids, today)
  await addCommitments(db, luck, stamps, institutions, meetings, owner_ids, today)
}

async function addPeople(db: Kysely<Database>, luck: Chance, stamps: Stamps, positions: string[], today: string) {
  const people = Array.from({ length: SIZES.people }, () => {
    const names = [luck.one(luck.happens(0.5) ? womensNames : mensNames), luck.one(surnames), luck.one(surnames)] as const
    return {
      id: newId(),
      given_names: names[0],
      first_surname: names[1],
      second_surname: names[2],
      source: 'Demostración',
      legal_basis: 'contacto profesional',
      search_text: searchText(...names),
      sort_text: sortKey(`${names[1]} ${names[2]} ${names[0]}`),
      verified_on: today,
      ...stamps,
    }
  })
  await insertAll(people, (rows) => db.insertInto('people').values(rows).execute())

  // Former holders: titulares of today belong to the demonstration itself.
  const tenures = people.map(({ id }, at) => ({
    id: newId(),
    position_id: positions[at % positions.length]!,
    person_id: id,
    kind: 'suplente' as const,
    starts_on: addDays(today, -900),
    ends_on: addDays(today, -500),
    source: 'Demostración',
    ...stamps,
  }))
  await insertAll(tenures, (rows) => db.insertInto('tenures').values(rows).execute())
}

type Institution = { id: string; short_name: string; kind: string }

async function addMeetings(
  db: Kysely<Database>, luck: Chance, stamps: Stamps, institutions: Institution[], owners: string[], today: string,
) {
  const kinds = Object.keys(meetingTitles) as (keyof typeof meetingTitles)[]
  const meetings = Array.from({ length: SIZES.meetings }, (_, at) => {
    const id = newId()
    const kind = luck.one(kinds)
    // Fuller around today: a month of some 450 meetings, and more than 2,000 in what a calendar subscribes to.
    const day = addDays(today, luck.happens(0.28) ? luck.between(-60, 60) : luck.between(-900, 180))
    const start_local = `${day}T${String(luck.between(8, 17)).padStart(2, '0')}:30`
    const end_local = `${start_local.slice(0, 11)}${String(Number(start_local.slice(11, 13)) + 1).padStart(2, '0')}:15`
    const guests = luck.some(institutions, 3)
    const title = `${luck.one(meetingTitles[kind]).replace('{place}', luck.one(places))}, ${guests[0]!.short_name}`
    const row = {
      id,
      folio: `R-2020-${String(at + 1).padStart(5, '0')}`,
      title,
      kind,
      state: day < today ? ('held' as const) : ('called' as const),
      start_local,
      end_local,
      zone: ZONE,
      starts_at: toUtc(start_local, ZONE),
      ends_at: toUtc(end_local, ZONE),
      modality: luck.happens(0.5) ? ('video' as const) : ('in_person' as const),
      organiser_id: guests[0]!.id,
      owner_id: luck.one(owners),
      uid: `reunion-${id}@agenda.hilvan`,
      changed_at: stamps.created_at,
      search_text: searchText(title),
      ...stamps,
    }
    return { row, guests, point: luck.one(agendaPoints) }
  })
  await insertAll(meetings.map(({ row }) => row), (rows) => db.insertInto('meetings').values(rows).execute())
  const participants = meetings.flatMap(({ row, guests }) =>
    guests.map(({ id, short_name }, sort) => ({
      id: newId(), meeting_id: row.id, institution_id: id, institution_then: short_name, sort,
      attended: row.state === 'held' ? ('present' as const) : ('unknown' as const),
    })),
  )
  await insertAll(participants, (rows) => db.insertInto('participants').values(rows).execute())
  const points = meetings.map(({ row, point }) => ({ id: newId(), meeting_id: row.id, sort: 0, title: point, minutes: 15 }))
  await insertAll(points, (rows) => db.insertInto('agenda_items').values(rows).execute())
  return meetings.filter(({ row }) => row.state === 'held').map(({ row, guests }) => ({ id: row.id, guests }))
}

async function addCommitments(
  db: Kysely<Database>, luck: Chance, stamps: Stamps, institutions: Institution[],
  meetings: { id: string; guests: Institution[] }[], owners: string[], today: string,
) {
  const parties: { commitment_id: string; institution_id: string }[] = []
  const commitments = Array.from({ length: SIZES.commitments }, (_, at) => {
    const id = newId()
    const meeting = luck.one(meetings)
    const debtor = meeting.guests[0]!
    const beneficiary = luck.one(institutions)
    if (beneficiary.id !== debtor.id) parties.push({ commitment_id: id, institution_id: beneficiary.id })
    const text = luck.one(promises[debtor.kind] ?? promises.ngo!).replace('{place}', luck.one(places))
    const closed = luck.happens(0.8)
    const due_on = luck.happens(0.95) ? addDays(today, closed ? luck.between(-800, -1) : luck.between(-60, 120)) : null
    const declared = due_on ?? addDays(today, -30)
    return {
      id,
      folio: `C-2020-${String(at + 1).padStart(5, '0')}`,
      text,
      meeting_id: meeting.id,
      debtor_id: debtor.id,
      follow_up_user_id: luck.one(owners),
      due_rule: due_on ? ('date' as const) : ('none' as const),
      due_on,
      baseline_due_on: due_on,
      declared_state: closed ? ('delivered' as const) : luck.one(['proposed', 'accepted', 'in_progress', 'delivered'] as const),
      declared_at: `${declared}T15:00:00.000Z`,
      evidence_state: closed ? ('verified' as const) : ('none' as const),
      verified_at: closed ? stamps.created_at : null,
      closed_on: closed ? declared : null,
      moved_at: stamps.created_at,
      search_text: searchText(text, debtor.short_name),
      ...stamps,
    }
  })
  await insertAll(commitments, (rows) => db.insertInto('commitments').values(rows).execute())
  await insertAll(parties, (rows) => db.insertInto('commitment_beneficiaries').values(rows).execute())
}

async function insertAll<Row>(rows: Row[], insert: (rows: Row[]) => Promise<unknown>) {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) await insert(rows.slice(at, at + ROWS_AT_ONCE))
}
