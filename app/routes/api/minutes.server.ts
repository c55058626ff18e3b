import { z } from 'zod'

import { findClosedVersion, listClosedMinutesAfter, type ClosedVersion } from '#app/domain/minutes/queries/closed.server.ts'
import type { MinutesContent } from '#app/domain/minutes/rules/content.ts'
import { minutesStates } from '#app/domain/minutes/terms.ts'
import { attendances, meetingKinds } from '#app/domain/meetings/terms.ts'

import { asked, codeOf, dayAsked, dayOf, instant, reference, region, text, words } from './fields.server.ts'
import { noun } from './noun.server.ts'

const { draft: _never, ...closedStates } = minutesStates

const content = z.object({
  title: z.string(),
  kind: text('En palabras'),
  held_on: dayOf('El día de la reunión'),
  when: text('Fecha y hora en palabras'),
  place: z.string().nullable(),
  organiser: z.string().nullable(),
  attendance: z.array(z.object({ name: z.string().nullable(), title: z.string().nullable(), institution: z.string().nullable(), attended: codeOf(attendances) })),
  points: z.array(z.object({
    number: z.number().int().nullable(),
    title: z.string().nullable().meta({ description: 'null: lo que no es de ningún punto' }),
    entries: z.array(z.object({ kind: z.enum(['note', 'decision', 'agreement', 'commitment']), text: z.string(), folios: z.array(z.string()) })),
  })),
  agreements: z.array(z.object({ folio: z.string(), text: z.string(), parties: z.array(z.object({ institution: reference('Parte'), role: z.string() })) })),
  commitments: z.array(z.object({
    folio: z.string(),
    text: z.string(),
    agreement_folio: z.string().nullable(),
    debtor: reference('Institución que debe'),
    responsible: text('Cargo responsable').nullable(),
    beneficiaries: z.array(reference('Institución que recibe')),
    due_on: dayOf('Vence').nullable(),
    due: text('El plazo en palabras'),
  })),
  closed_by: z.string(),
})

const version = z.object({
  id: z.string(),
  meeting_id: z.string(),
  meeting_folio: z.string(),
  number: z.number().int().meta({ description: '1 la primera; cada corrección, una más' }),
  state: codeOf(closedStates),
  reason: text('Por qué corrige a la anterior').nullable(),
  closed_at: instant(),
  review_until_on: dayOf('Último día para observarla').nullable(),
  content: content.nullable().meta({
    description: 'Como quedó al cerrarla, sin líneas internas; para una autoridad, lo común y lo de su institución. null si el texto guardado ya no es el que se cerró',
  }),
})

export const minutes = noun({
  scope: 'minutes',
  many: 'Actas cerradas',
  one: 'una versión de un acta: por el folio de su reunión, la última',
  key: 'id, o el folio o id de su reunión',
  item: version,
  filters: z.object({
    meeting: asked('Folio o id de su reunión').optional(),
    versions: codeOf({ all: 'todas, también las corregidas; es lo que vale si no se dice', latest: 'solo la última de cada reunión' }).optional(),
    q: words('de la reunión').optional(),
    kind: codeOf(meetingKinds).optional(),
    region: region().optional(),
    institution_id: asked('Participó').optional(),
    from: dayAsked('De reuniones desde ese día').optional(),
    until: dayAsked('De reuniones hasta ese día, incluido').optional(),
  }),
  list: async ({ ctx }, { versions, ...filter }, slice) =>
    (await listClosedMinutesAfter(ctx, { ...filter, latest: versions === 'latest' }, slice)).map(versionOf),
  find: async ({ ctx }, key) => {
    const row = await findClosedVersion(ctx, key)
    return row && versionOf(row)
  },
})

const versionOf = ({ id, meeting_id, folio, number, state, reason, closed_at, review_until_on, content }: ClosedVersion) => ({
  id, meeting_id, number, reason, closed_at, review_until_on,
  meeting_folio: folio,
  // A draft has no content, and is not read.
  state: state as keyof typeof closedStates,
  content: content && contentOf(content),
})

const contentOf = ({ meeting, attendance, points, agreements, commitments, closed_by }: MinutesContent): z.output<typeof content> => ({
  title: meeting.title,
  kind: meeting.kind,
  held_on: meeting.on,
  when: meeting.when,
  place: meeting.place,
  organiser: meeting.organiser,
  attendance: attendance.map(({ name, title, institution, attended }) => ({ name, title, institution, attended })),
  points: points.map(({ number, title, entries }) => ({ number, title, entries: entries.map(({ kind, text, folios }) => ({ kind, text, folios })) })),
  agreements: agreements.map(({ folio, text, parties }) => ({ folio, text, parties: parties.map((party) => ({ institution: named(party), role: party.role })) })),
  commitments: commitments.map(({ folio, text, agreement, debtor, beneficiaries, due_on, due }) => ({
    folio, text, due_on, due,
    agreement_folio: agreement,
    debtor: named(debtor),
    responsible: debtor.responsible,
    beneficiaries: beneficiaries.map(named),
  })),
  closed_by,
})

const named = ({ institution_id, name }: { institution_id: string; name: string }) => ({ id: institution_id, name })
