import type { ContentCommitment, ContentEntry, MinutesContent } from '#app/domain/minutes/rules/content.ts'
import { attendanceWord, emptyPoint, entryLabels, pointTitle, roleWord, type Party } from '#app/domain/minutes/rules/documents.ts'
import { Folio } from '#app/ui/folio.tsx'
import { Glyph } from '#app/ui/glyph.tsx'

type Props = { content: MinutesContent }

export function Attendance({ content: { attendance } }: Props) {
  if (attendance.length === 0) return <p className="acta-vacio">Sin asistencia registrada.</p>
  return (
    <table className="acta-tabla">
      <thead>
        <tr>
          <th scope="col" className="col-nombre">Nombre</th>
          <th scope="col">Cargo</th>
          <th scope="col">Institución</th>
          <th scope="col" className="col-asistencia">Asistencia</th>
        </tr>
      </thead>
      <tbody>
        {attendance.map((guest, at) => (
          <tr key={at}>
            <th scope="row">{guest.name ?? <span className="acta-nota">Sin nombre registrado</span>}</th>
            <td data-rotulo="Cargo">{guest.title ?? '—'}</td>
            <td data-rotulo="Institución">{guest.institution ?? '—'}</td>
            <td data-rotulo="Asistencia">{attendanceWord(guest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Points({ content: { points }, party }: Props & { party: Party | null }) {
  return points.map((point, at) => (
    <div key={at} className="acta-punto">
      <h3>{pointTitle(point)}</h3>
      <ul>
        {point.entries.map((entry, at) => <Entry key={at} {...entry} />)}
        {point.entries.length === 0 && <li className="acta-nota">{emptyPoint(party)}</li>}
      </ul>
    </div>
  ))
}

const glyphs = { agreement: 'diamond', commitment: 'square' } as const

/** Notes are text; what was registered shows its shape and its folio. */
function Entry({ kind, text, folios }: ContentEntry) {
  const label = entryLabels[kind]
  if (kind === 'note' || kind === 'decision') return <li><p className="acta-texto">{label && <b>{label}: </b>}{text}</p></li>
  return (
    <li className="acta-registro">
      <Glyph kind={glyphs[kind]} label={entryLabels[kind]} />
      <p className="acta-texto">{text} {folios.map((folio) => <span key={folio}><Folio>{folio}</Folio> </span>)}</p>
    </li>
  )
}

export function Agreements({ content: { agreements } }: Props) {
  return (
    <ul className="acta-acuerdos">
      {agreements.map(({ folio, text, parties }) => (
        <li key={folio}>
          <Glyph kind="diamond" />
          <div>
            <p className="acta-texto"><Folio>{folio}</Folio> {text}</p>
            <ul className="acta-partes" aria-label={`Partes de ${folio}`}>
              {parties.map((party) => <li key={party.institution_id}>{party.name} <span>{roleWord(party)}</span></li>)}
            </ul>
          </div>
        </li>
      ))}
    </ul>
  )
}

export function Commitments({ content: { commitments } }: Props) {
  return (
    <table className="acta-tabla acta-compromisos">
      <thead>
        <tr>
          <th scope="col">Compromiso</th>
          <th scope="col" className="col-debe">Debe</th>
          <th scope="col" className="col-recibe">Recibe</th>
          <th scope="col" className="col-plazo">Plazo</th>
        </tr>
      </thead>
      <tbody>{commitments.map((commitment) => <CommitmentRow key={commitment.folio} {...commitment} />)}</tbody>
    </table>
  )
}

function CommitmentRow({ folio, text, agreement, debtor, beneficiaries, due, due_why }: ContentCommitment) {
  return (
    <tr>
      <th scope="row">
        <Folio>{folio}</Folio>
        <p className="acta-texto">{text}</p>
        {agreement && <p className="acta-nota">Del acuerdo <Folio>{agreement}</Folio></p>}
      </th>
      <td data-rotulo="Debe">
        {debtor.name}
        {debtor.responsible && <p className="acta-nota">{debtor.responsible}</p>}
      </td>
      <td data-rotulo="Recibe">{beneficiaries.map(({ name }) => name).join(', ') || '—'}</td>
      <td data-rotulo="Plazo">
        {due}
        {due_why && <p className="acta-nota acta-texto">{due_why}</p>}
      </td>
    </tr>
  )
}
