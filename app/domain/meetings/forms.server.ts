import { z } from 'zod'

import { repeating, scope } from '#app/domain/series/forms.server.ts'
import { isDay } from '#app/lib/days.ts'
import {
  checkbox, day, link, oneOf, operation, optionalDay, optionalReference, optionalText, text, time, version, wholeNumber,
} from '#app/lib/fields.server.ts'

import { attendances, meetingKinds, modalities, rsvps, zones } from './terms.ts'

/** Chosen from a list that may give none, one or several. */
export const chosen = () =>
  z
    .array(z.string().trim().max(120, { error: 'Elija opciones de la lista.' }))
    .max(60, { error: 'Elija 60 a lo más.' })
    .optional()
    .transform((ids) => (ids ?? []).filter(Boolean))

const optionalTime = () =>
  z.union([z.literal('').transform(() => null), time()]).optional().transform((value) => value ?? null)

/** When, as a form says it; `readTimes` tells whether it can be. */
const timing = {
  whole_day: checkbox(),
  on: day(),
  start: optionalTime(),
  end: optionalTime(),
  until_on: optionalDay(),
  zone: z.union([z.literal('').transform(() => null), oneOf(zones)]).optional().transform((value) => value ?? null),
  repeated_hour: z.enum(['0', '1']).optional().transform((value) => (value === undefined ? null : value === '1' ? (1 as const) : (0 as const))),
}

const facts = {
  title: text(200, 'Escriba un título para la reunión.'),
  kind: oneOf(meetingKinds),
  modality: oneOf(modalities),
  place: optionalText(200),
  commune_cut: optionalReference(),
  commune_cut_text: optionalText(80),
  link: link(),
  description: optionalText(4000),
  organiser_id: optionalReference(),
  organiser_id_text: optionalText(200),
  reserved: checkbox(),
  participants: chosen(),
  participants_text: optionalText(200),
}

export const meetingForm = z.object({
  ...facts,
  ...timing,
  ...repeating,
  state: z.enum(['draft', 'called']).default('called'),
  /** The request for a connection that the meeting answers. */
  request_id: optionalReference(),
  operation_id: operation(),
})
export type MeetingInput = z.output<typeof meetingForm>

/** `before`: the facts as the form found them, to tell what its author changed from what they only saw. */
export const meetingEditForm = z.object({
  ...facts,
  participants_before: chosen(),
  before: z.string().max(20_000).optional(),
  scope: scope(),
  version: version(),
})
export type MeetingEditInput = z.output<typeof meetingEditForm>

/**
 * What may clash of a meeting that is still a form: of a new one all of it; of a move the hours, with its folio; of an
 * edit the guests, with its folio.
 */
export const clashForm = z.object({
  ...timing,
  on: day().optional(),
  commune_cut: optionalReference(),
  participants: chosen(),
  reunion: optionalReference(),
})

export const moveForm = z.object({ ...timing, scope: scope(), version: version() })

const local = () =>
  z.string().max(16).refine((value) => /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/.test(value) && isDay(value.slice(0, 10))).optional().transform((value) => value ?? null)

/** The times a meeting had, as stored, to take a move back. */
export const returnForm = z
  .object({
    start_local: local(),
    end_local: local(),
    from_on: optionalDay(),
    until_on: optionalDay(),
    zone: oneOf(zones),
    repeated_hour: z.enum(['0', '1']).default('0').transform((value) => (value === '1' ? (1 as const) : (0 as const))),
    scope: scope(),
    version: version(),
  })
  .refine(({ start_local, end_local, from_on, until_on }) => {
    const hours = Boolean(start_local && end_local)
    return hours !== Boolean(from_on && until_on) && hours === Boolean(start_local ?? end_local)
  })

export const cancellationForm = z.object({ scope: scope(), reason: text(500, 'Escriba por qué: lo leerá quien estaba convocado.') })
export const suspensionForm = z.object({ scope: scope(), reason: optionalText(500) })
export const stateForm = z.object({ state: z.enum(['called', 'in_progress', 'held'], { error: 'Ese paso no existe.' }) })

/** Points left without title are left out. */
export const agendaForm = z.object({
  items: z
    .array(
      z.object({
        id: optionalReference(),
        title: optionalText(300),
        minutes: z.union([z.literal('').transform(() => null), wholeNumber(1, 480)]).optional().transform((value) => value ?? null),
        proposed_by: optionalReference(),
        proposed_by_text: optionalText(200),
      }),
    )
    .max(40)
    .default([]),
  /** Ids of the points the form showed when it was opened. */
  seen: z.string().max(4000).default('').transform((ids) => ids.split(',').filter(Boolean)),
  act: z.string().max(20).optional(),
})
export type AgendaFormInput = z.output<typeof agendaForm>

/** A point of the agenda, to leave for another meeting or to treat after all. */
export const deferralForm = z.object({ point: text(80), deferred: z.enum(['si', 'no']).transform((word) => word === 'si') })

/** The guest who left the post for which they were asked. */
export const successionForm = z.object({ participant: text(80) })

/** A point that another meeting left; `back` is the page on which it was offered. */
export const carryForm = z.object({ point: text(80), back: z.enum(['pauta', 'reunion']).default('reunion') })
export const pendingForm = carryForm.pick({ back: true })

export const attendanceForm = z.object({
  rows: z
    .array(z.object({ id: z.string().max(80), attended: oneOf(attendances).optional(), rsvp: oneOf(rsvps).optional() }))
    .max(99)
    .default([]),
  /** Whoever came without being asked: of the directory, or by name and title. */
  guests: chosen(),
  guests_text: optionalText(200),
  guest_name: optionalText(120),
  guest_title: optionalText(120),
  behalf: optionalReference(),
  behalf_text: optionalText(200),
  all: z.string().max(10).optional(),
})
export type AttendanceFormInput = z.output<typeof attendanceForm>
