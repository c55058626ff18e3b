import type { ReactNode } from 'react'

import type { Folder } from '#app/domain/welcome/queries.server.ts'
import { Cota } from '#app/ui/cota.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Mark } from '#app/ui/mark.tsx'

/** The folder of a new authority on paper: the page and the PDF are this same drawing. */
export function WelcomeSheet({ folder, letterhead }: { folder: Folder; letterhead: string }) {
  const { position, institution, holder, agreements, owed, due, contacts, minutes, meetings, made } = folder
  return (
    <article className="acta" aria-labelledby="carpeta">
      <div className="acta-cota"><Cota /></div>
      <header className="acta-membrete">
        <Mark word={false} />
        <p>{letterhead}</p>
      </header>
      <div className="acta-titulo">
        <p><b>Carpeta de bienvenida</b></p>
        <h1 id="carpeta">{institution.name}</h1>
        <dl className="acta-datos">
          <dt>Para</dt><dd>{holder ? `${holder.name}, ${holder.title}` : position.title}</dd>
          {holder && <><dt>En el cargo</dt><dd><DatedText>{`desde el ${holder.since}`}</DatedText></dd></>}
          {institution.coordinator && <><dt>Coordina</dt><dd>{institution.coordinator}</dd></>}
        </dl>
        <div className="acta-para">
          <p><b>Lo que queda en sus manos, y lo que otros le deben.</b></p>
          <p>Los compromisos son de la institución y del cargo: siguen vigentes con el cambio de autoridad.</p>
        </div>
      </div>
      <Part title="Convenios" empty={agreements.length === 0 && 'Sin convenios vigentes ni en trámite'}>
        <ul className="acta-acuerdos">
          {agreements.map(({ folio, text, state, until, parties }) => (
            <li key={folio}>
              <span aria-hidden>◆</span>
              <div>
                <p className="acta-texto">{text}</p>
                <p className="acta-partes"><Folio>{folio}</Folio> <span>{state}</span> <span>{until ? `vence el ${until}` : 'sin fecha de término'}</span> {parties}</p>
              </div>
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Lo que la institución debe" empty={owed.length === 0 && 'Nada pendiente'}><Commitments rows={owed} /></Part>
      <Part title="Lo que le deben" empty={due.length === 0 && 'Nada pendiente'}><Commitments rows={due} /></Part>
      <Part title="Próximas reuniones" empty={meetings.length === 0 && 'Sin reuniones convocadas'}>
        <div className="acta-punto">
          <ul>{meetings.map(({ folio, title, when, place }) => <li key={folio}><b>{title}</b> <Folio>{folio}</Folio> {when}{place && `, ${place}`}</li>)}</ul>
        </div>
      </Part>
      <Part title="Con quiénes" empty={contacts.length === 0 && 'Sin contrapartes todavía'}>
        <table className="acta-tabla">
          <thead><tr><th scope="col">Institución</th><th scope="col">Cargo</th><th scope="col">Quién</th><th scope="col">Contacto</th></tr></thead>
          <tbody>
            {contacts.map(({ id, institution: name, title, holder: who, points }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td data-rotulo="Cargo">{title ?? '—'}</td>
                <td data-rotulo="Quién">{who ?? '—'}</td>
                <td data-rotulo="Contacto">{points.length > 0 ? points.map(({ shown }) => <span key={shown} className="block wrap-anywhere">{shown}</span>) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
      <Part title="Últimas actas" empty={minutes.length === 0 && 'Sin actas cerradas'}>
        {minutes.map(({ folio, number, title, when, agreements: agreed }) => (
          <div key={folio} className="acta-punto">
            <h3>{title}</h3>
            <p className="acta-nota"><Folio>{folio}</Folio> acta versión {number} · {when}</p>
            {agreed.length > 0 && <ul>{agreed.map((text, at) => <li key={at}>{text}</li>)}</ul>}
          </div>
        ))}
      </Part>
      <footer className="acta-colofon acta-nota">
        <p><DatedText>{`Hecha el ${made}.`}</DatedText></p>
        <p>Copia de lo que guarda Hilván ese día. No reemplaza al expediente oficial ni notifica.</p>
      </footer>
    </article>
  )
}

function Commitments({ rows }: { rows: Folder['owed'] }) {
  return (
    <table className="acta-tabla acta-compromisos">
      <thead><tr><th scope="col">Compromiso</th><th scope="col" className="col-debe">Debe</th><th scope="col" className="col-recibe">Recibe</th><th scope="col" className="col-plazo">Plazo</th></tr></thead>
      <tbody>
        {rows.map(({ folio, text, debtor, responsible, beneficiaries, due, status }) => (
          <tr key={folio}>
            <th scope="row">{text} <Folio>{folio}</Folio></th>
            <td data-rotulo="Debe">{debtor}{responsible && <span className="acta-nota"> · {responsible}</span>}</td>
            <td data-rotulo="Recibe">{beneficiaries || '—'}</td>
            <td data-rotulo="Plazo"><DatedText>{due}</DatedText> <span className="acta-nota">{status}</span></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Part({ title, empty, children }: { title: string; empty: string | false; children: ReactNode }) {
  return (
    <section>
      <div className="acta-cabeza"><h2>{title}</h2></div>
      {empty ? <p className="acta-vacio">{empty}.</p> : children}
    </section>
  )
}
