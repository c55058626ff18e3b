import type { ReactNode } from 'react'

import type { Copy } from '#app/domain/minutes/queries/closed.server.ts'
import { attendanceLine, audienceLine, modalityWord, versionLine } from '#app/domain/minutes/rules/documents.ts'
import { Cota } from '#app/ui/cota.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Mark } from '#app/ui/mark.tsx'

import { Agreements, Attendance, Commitments, Points } from './sheet-parts.tsx'

/** What a sheet of paper says of a copy: made on the server, drawn anywhere. */
export type SheetCopy = Pick<Copy, 'content' | 'content_hash' | 'latest' | 'party' | 'closed'> & { letterhead: string; made: string }

/** Closed minutes on paper: the print page and the PDF are this same drawing. It needs nothing but its styles. */
export function Sheet({ copy, oficio }: { copy: SheetCopy; oficio: boolean }) {
  const { content, content_hash, latest, party, letterhead, made, closed } = copy
  const { meeting, agreements, commitments } = content
  const versions = versionLine(content, latest)

  return (
    <article className={oficio ? 'acta hoja-oficio' : 'acta'} aria-labelledby="acta">
      <div className="acta-cota"><Cota /></div>
      <header className="acta-membrete">
        <Mark word={false} />
        <p>{letterhead}</p>
      </header>
      <div className="acta-titulo">
        <p><Folio>{meeting.folio}</Folio> <b>Acta</b> <span>versión {content.number}</span></p>
        <h1 id="acta">{meeting.title}</h1>
        <dl className="acta-datos">
          <Fact label="Cuándo">{meeting.when}</Fact>
          <Fact label="Dónde">{[meeting.place, modalityWord(meeting)].filter(Boolean).join(' · ')}</Fact>
          <Fact label="Reunión">{[meeting.kind, meeting.organiser && `convocada por ${meeting.organiser}`].filter(Boolean).join(', ')}</Fact>
          <Fact label="Acta cerrada"><DatedText>{closed}</DatedText></Fact>
        </dl>
        <div className="acta-para">
          <p><b>{audienceLine(party)}</b></p>
          {versions && <p>{versions}</p>}
        </div>
      </div>
      <Part title="Asistencia" aside={attendanceLine(content)}><Attendance content={content} /></Part>
      <Part title="Puntos tratados" empty={content.points.length === 0 && 'Sin puntos'}><Points content={content} party={party} /></Part>
      <Part title="Acuerdos" empty={agreements.length === 0 && 'Sin acuerdos'}><Agreements content={content} /></Part>
      <Part title="Compromisos" empty={commitments.length === 0 && 'Sin compromisos'}><Commitments content={content} /></Part>
      <footer className="acta-colofon acta-nota">
        <p>Huella SHA-256 del acta cerrada, completa: <code>{content_hash}</code></p>
        <p><DatedText>{made}</DatedText></p>
        <p>Copia de lo que guarda Hilván. No reemplaza al expediente oficial ni notifica.</p>
      </footer>
    </article>
  )
}

function Part({ title, aside, empty, children }: { title: string; aside?: string | null; empty?: string | false; children: ReactNode }) {
  return (
    <section>
      <div className="acta-cabeza">
        <h2>{title}</h2>
        {aside && <p className="acta-nota">{aside}</p>}
      </div>
      {empty ? <p className="acta-vacio">{empty}.</p> : children}
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return children ? <><dt>{label}</dt><dd>{children}</dd></> : null
}
