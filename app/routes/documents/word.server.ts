import type { Paragraph, Table } from 'docx'

import type { ContentAgreement, ContentCommitment, ContentEntry, MinutesContent } from '#app/domain/minutes/rules/content.ts'
import type { Copy } from '#app/domain/minutes/queries/closed.server.ts'
import {
  attendanceLine, attendanceWord, audienceLine, emptyPoint, entryLabels, modalityWord, pointTitle, roleWord, versionLine,
} from '#app/domain/minutes/rules/documents.ts'

import { footOf, sheetOf, titleOf } from './copy.server.ts'
import { wordWriter, type Writer } from './word-writer.server.ts'

/** The same words in the same order as the sheet, for whoever edits: real headings, and tables whose heads repeat. */
export async function wordFile(copy: Copy, oficio: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const writer = await wordWriter()
  const { record, copy: whose, mark } = footOf(copy)
  return writer.file({
    title: titleOf(copy),
    author: copy.made_by,
    head: `${sheetOf(copy).letterhead} · ${record}`,
    foot: [`${record} · `, `${whose} · ${mark}`],
    oficio,
    children: bodyOf(writer, copy),
  })
}

function bodyOf(writer: Writer, copy: Copy): (Paragraph | Table)[] {
  const { content, party, latest, content_hash } = copy
  const { title, heading, text, note } = writer
  const versions = versionLine(content, latest)
  return [
    title(content.meeting.title),
    text(`Acta ${content.meeting.folio}, versión ${content.number}`),
    ...factsOf(content, copy.closed).map(([label, words]) => text(words, `${label}: `)),
    text(audienceLine(party), '', { strong: true }),
    ...(versions ? [text(versions)] : []),
    heading('Asistencia'),
    ...attendanceOf(writer, content),
    heading('Puntos tratados'),
    ...(content.points.length === 0 ? [text('Sin puntos.')] : []),
    ...content.points.flatMap((point) => [
      heading(pointTitle(point), 2),
      ...(point.entries.length > 0 ? point.entries.map((entry) => entryOf(writer, entry)) : [note(emptyPoint(party))]),
    ]),
    heading('Acuerdos'),
    ...(content.agreements.length > 0 ? content.agreements.flatMap((agreement) => agreementOf(writer, agreement)) : [text('Sin acuerdos.')]),
    heading('Compromisos'),
    content.commitments.length > 0 ? commitmentsOf(writer, content.commitments) : text('Sin compromisos.'),
    note(`Huella SHA-256 del acta cerrada, completa: ${content_hash}`, true),
    note(sheetOf(copy).made),
    note('Copia de lo que guarda Hilván. No reemplaza al expediente oficial ni notifica. Este archivo puede cambiarse: la huella es la del acta.'),
  ]
}

function factsOf({ meeting }: MinutesContent, closed: string): [string, string][] {
  const facts: [string, string][] = [
    ['Cuándo', meeting.when],
    ['Dónde', [meeting.place, modalityWord(meeting)].filter(Boolean).join(' · ')],
    ['Reunión', [meeting.kind, meeting.organiser && `convocada por ${meeting.organiser}`].filter(Boolean).join(', ')],
    ['Acta cerrada', closed],
  ]
  return facts.filter(([, words]) => words)
}

function attendanceOf({ text, note, table }: Writer, content: MinutesContent) {
  const { attendance } = content
  if (attendance.length === 0) return [text('Sin asistencia registrada.')]
  return [
    note(attendanceLine(content)!),
    table(['Nombre', 'Cargo', 'Institución', 'Asistencia'], [26, 30, 29, 15], attendance.map((guest) => [
      [guest.name ?? 'Sin nombre registrado'], [guest.title ?? '—'], [guest.institution ?? '—'], [attendanceWord(guest)],
    ])),
  ]
}

function entryOf({ text }: Writer, { kind, text: words, folios }: ContentEntry) {
  const label = entryLabels[kind]
  const about = [label, folios.join(', ')].filter(Boolean).join(' ')
  return text(words, about ? `${about}: ` : '')
}

const agreementOf = ({ text, note }: Writer, agreement: ContentAgreement) => [
  text(agreement.text, `${agreement.folio}: `),
  note(agreement.parties.map((party) => `${party.name} ${roleWord(party)}`).join(' · ')),
]

const commitmentsOf = ({ table }: Writer, commitments: ContentCommitment[]) =>
  table(['Compromiso', 'Debe', 'Recibe', 'Plazo'], [34, 22, 22, 22], commitments.map(({ folio, text, agreement, debtor, beneficiaries, due, due_why }) => [
    [folio, text, agreement && `Del acuerdo ${agreement}`],
    [debtor.name, debtor.responsible],
    [beneficiaries.map(({ name }) => name).join(', ') || '—'],
    [due, due_why],
  ]))
