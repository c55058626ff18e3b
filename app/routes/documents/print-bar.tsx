import { Link } from '@remix-run/react'

import type { Party } from '#app/domain/minutes/rules/documents.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { PrintButton } from '#app/ui/print-button.tsx'

import { Message } from './message.tsx'

type Asked = { version: number; parte: string | null; oficio: boolean }
type Bar = Asked & { folio: string; latest: number; parties: Party[]; review: { until: string; over: boolean } | null; message: string }

/** What to do with the paper below; none of it is printed. */
export function PrintBar({ folio, latest, parties, review, message, ...asked }: Bar) {
  const at = (change: Partial<Asked>) => addressOf({ ...asked, ...change }, latest)
  const versions = Array.from({ length: latest }, (_, behind) => latest - behind)

  return (
    <header className="papel-barra no-imprimir">
      <div className="papel-actos">
        <Link className="papel-volver" to={`/reuniones/${folio}`}><Icon name="arrow-left" small />{folio}</Link>
        <div className="acciones">
          <PrintButton />
          <LinkButton document icon="file" to={`/reuniones/${folio}/acta.docx${at({})}`}>Word</LinkButton>
          <LinkButton document variant="primary" icon="download" to={`/reuniones/${folio}/acta.pdf${at({})}`}>Descargar PDF</LinkButton>
        </div>
      </div>
      <dl className="papel-opciones">
        <Choices
          label="Para"
          choices={[
            { to: at({ parte: null }), label: 'Todas las partes', current: asked.parte === null },
            ...parties.map(({ institution_id, name }) => ({ to: at({ parte: institution_id }), label: name, current: asked.parte === institution_id })),
          ]}
        />
        {latest > 1 && (
          <Choices
            label="Versión"
            choices={versions.map((version) => ({ to: at({ version }), label: version === latest ? `${version}, vigente` : String(version), current: version === asked.version }))}
          />
        )}
        <Choices
          label="Hoja"
          choices={[
            { to: at({ oficio: false }), label: 'Carta', current: !asked.oficio },
            { to: at({ oficio: true }), label: 'Oficio', current: asked.oficio },
          ]}
        />
      </dl>
      {review && (
        <p className="meta">
          {review.over ? 'El plazo para observarla terminó el' : 'En revisión: sin observaciones se entiende aprobada al'} <time>{review.until}</time>.
        </p>
      )}
      <Message key={message} text={message} />
    </header>
  )
}

function Choices({ label, choices }: { label: string; choices: { to: string; label: string; current: boolean }[] }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <ul>
          {choices.map(({ to, label, current }) => (
            <li key={to}><Link to={to} aria-current={current ? 'true' : undefined} preventScrollReset>{label}</Link></li>
          ))}
        </ul>
      </dd>
    </div>
  )
}

/** Only what is not understood is said in the address; of versions, the latest is. */
function addressOf({ version, parte, oficio }: Asked, latest: number) {
  const search = new URLSearchParams()
  if (version < latest) search.set('version', String(version))
  if (parte) search.set('parte', parte)
  if (oficio) search.set('hoja', 'oficio')
  return search.size > 0 ? `?${search}` : ''
}
