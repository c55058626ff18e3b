import { fold } from '#app/lib/text.ts'

import { writers, type Role } from '#app/lib/roles.ts'

import type { MeetingState, Owner } from './terms.ts'

/** Where a meeting may go from each state. Called again after a suspension or a cancellation keeps its uid. */
const next: Record<MeetingState, readonly MeetingState[]> = {
  draft: ['called', 'cancelled'],
  called: ['in_progress', 'held', 'suspended', 'cancelled'],
  in_progress: ['held', 'suspended'],
  held: ['closed'],
  closed: [],
  suspended: ['called', 'cancelled'],
  cancelled: ['called'],
}

export const canGo = (from: MeetingState, to: MeetingState) => next[from].includes(to)

/** Facts and hours may change until the meeting has been held; afterwards it is the past. */
export const isPlanned = ({ state }: { state: MeetingState }) =>
  state === 'draft' || state === 'called' || state === 'suspended'

/** Title, kind and place can be mended while its minutes are open. */
export const isEditable = ({ state }: { state: MeetingState }) => state !== 'closed' && state !== 'cancelled'

export const takesAttendance = ({ state }: { state: MeetingState }) =>
  state === 'called' || state === 'in_progress' || state === 'held'

/** Minutes entries are written while the meeting runs and until its minutes are closed. */
export const takesNotes = ({ state }: { state: MeetingState }) => state === 'in_progress' || state === 'held'

/** Minutes are taken of a meeting people were called to, while it runs, and until they are closed. */
export const takesMinutes = ({ state }: { state: MeetingState }) => takesAttendance({ state })

/** What did not fit is left for another meeting from the moment people are called until the minutes are closed. */
export const defersPoints = ({ state }: { state: MeetingState }) => takesAttendance({ state })

/** What another meeting left may be taken up while this one has not been held. */
export const takesPoints = ({ state }: { state: MeetingState }) => isPlanned({ state }) || state === 'in_progress'

/** The point with which a meeting begins when something is open between those present. */
export const PENDING_POINT = 'Compromisos pendientes con los presentes'

export const isPendingPoint = ({ title }: { title: string }) => fold(title).startsWith('compromisos pendientes')

/** Whose something is to a viewer; the same answer as `belongsTo`, of a row. */
export function ownerTo(viewer: { id: string }, user: { id: string; role: Role; disabled_at: string | null }): Owner {
  if (user.id === viewer.id) return 'mias'
  return writers.some((role) => role === user.role) && user.disabled_at === null ? 'equipo' : 'red'
}

/** The local day on which a meeting starts. */
export const startDay = ({ start_local, from_on }: { start_local: string | null; from_on: string | null }) =>
  start_local ? start_local.slice(0, 10) : from_on!

/** Everything a calendar prints of a meeting, and who is asked to come. */
export type Printed = {
  state: MeetingState
  start_local: string | null
  end_local: string | null
  zone: string
  repeated_hour: number
  from_on: string | null
  until_on: string | null
  place: string | null
  commune_cut: string | null
  link: string | null
  modality: string
  title: string
  description: string | null
  reserved: number
}
export type Guests = { added: number; removed: number }

const where: readonly (keyof Printed)[] = [
  'start_local', 'end_local', 'zone', 'repeated_hour', 'from_on', 'until_on', 'place', 'commune_cut', 'link', 'modality',
]
const words: readonly (keyof Printed)[] = ['title', 'description', 'reserved']

const isOff = (state: MeetingState) => state === 'cancelled' || state === 'suspended'

/**
 * What a change does to the entry in everybody's calendar: whether SEQUENCE rises, and whether DTSTAMP becomes now.
 * Answers, internal notes and reminders touch nothing; starting, holding and closing print the same entry.
 */
export function touchOf(before: Printed, after: Printed, guests: Guests = { added: 0, removed: 0 }) {
  const differs = (key: keyof Printed) => before[key] !== after[key]
  const published = before.state === 'draft' && after.state === 'called'
  const turned = isOff(before.state) !== isOff(after.state) || (isOff(after.state) && differs('state'))
  const rises = where.some(differs) || turned || guests.removed > 0
  return { rises, changed: rises || published || words.some(differs) || guests.added > 0 }
}

type Identified = { uid: string; sequence: number; changed_at: string; series_local: string | null }

/**
 * How calendars and invitations name a meeting, as `findMeeting` and the lists read it: a date of a series has the uid and
 * the sequence of its series, and `replaces` (RECURRENCE-ID) says which of its dates; any other has its own.
 */
export const printedIdentity = ({ uid, sequence, changed_at, series_local }: Identified) => ({
  uid, sequence, changed_at, ...(series_local ? { replaces: series_local } : {}),
})

/** «Alcalde/sa (S)»: whoever covers an absence signs as such. */
export const titleThen = (title: string, tenureKind: string | null) =>
  tenureKind === 'subrogante' ? `${title} (S)` : title

/** «Reunión con Municipalidad de Tomé y SERVIU Biobío»: the title of a meeting nobody named. */
export function madeTitle(names: string[]) {
  const shown = names.length > 3 ? [...names.slice(0, 2), `otras ${names.length - 2} instituciones`] : names
  const last = shown.at(-1) ?? 'la red'
  // Before a name that starts with the sound of i, «y» becomes «e».
  const and = /^(i|hi)(?!e)/i.test(last) ? ' e ' : ' y '
  return `Reunión con ${shown.length > 1 ? shown.slice(0, -1).join(', ') + and + last : last}`
}

/** «Alcaldesa» for a Sra., «Alcalde» for a Sr.; both genders while nobody knows. */
export function titleFor(title: string, treatment: string | null) {
  const gender = genderOf(treatment)
  if (!gender) return title
  return title
    .replace(/(?<!\p{L})(\p{L}+)\/sa(?!\p{L})/gu, (_, word: string) => (gender === 'f' ? `${word}sa` : word))
    .replace(/(?<!\p{L})(\p{L}+)\/a(?!\p{L})/gu, (_, word: string) => (gender === 'f' ? `${word.replace(/[oe]$/, '')}a` : word))
}

function genderOf(treatment: string | null) {
  if (/^(sra|srta|señora|señorita|doña|dra)(?!\p{L})/iu.test(treatment ?? '')) return 'f'
  return /^(sr|señor|don|dr)(?!\p{L})/iu.test(treatment ?? '') ? 'm' : undefined
}
