import type { Fulfilment } from '#app/domain/institutions/queries/record.server.ts'
import type { Side } from '#app/domain/commitments/terms.ts'
import { CommitmentBadge } from '#app/routes/commitments/badge.tsx'
import { FulfilButton } from '#app/routes/commitments/fulfil-button.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { ListPages } from '#app/ui/pagination.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DataTable } from '#app/ui/table.tsx'

import { Figure, FulfilmentLine } from './fulfilment.tsx'
import type { loadAgreements, loadCommitments, loadMeetings } from './sections.server.ts'

type Of = { institution: { id: string; short_name: string }; canEdit: boolean }

export function CommitmentsSection({ rows, total, page, institution, sides, canEdit }: Awaited<ReturnType<typeof loadCommitments>> & Of & { sides: Record<Side, Fulfilment> }) {
  if (rows.length === 0) {
    return (
      <Empty title="Sin compromisos" action={canEdit && <LinkButton to={`/compromisos/nuevo?institucion=${institution.id}`}>Nuevo compromiso</LinkButton>}>
        Aquí aparece lo que {institution.short_name} debe y lo que le deben, por ejemplo «Enviar el catastro de terrenos».
      </Empty>
    )
  }
  return (
    <div className="pila">
      <div className="dos-columnas tarjeta">
        <section><h2>{institution.short_name} debe</h2><FulfilmentLine institution_id={institution.id} side="debe" figures={sides.debe} /></section>
        <section><h2>Le deben</h2><FulfilmentLine institution_id={institution.id} side="recibe" figures={sides.recibe} /></section>
      </div>
      <DataTable
        caption={`Compromisos de ${institution.short_name}`}
        rows={rows}
        rowKey={({ folio }) => folio}
        columns={[
          { key: 'text', label: 'Compromiso', cell: (row) => <Titled to={`/compromisos/${row.folio}`} folio={row.folio}>{row.text}</Titled> },
          { key: 'who', label: 'Quién debe a quién', cell: (row) => <>{row.owes} {row.receives}</> },
          { key: 'due', label: 'Vence', width: 'col-fecha', cell: (row) => (row.due ? <time dateTime={row.due.on} title={row.due.title}>{row.due.text}</time> : 'Sin fecha'), phone: 'label' },
          { key: 'status', label: 'Estado', width: 'col-estado', cell: (row) => <CommitmentBadge status={row.status} still={row.still} /> },
          ...(canEdit ? [{ key: 'acts', label: 'Actos', cell: (row: (typeof rows)[number]) => <FulfilButton folio={row.folio} tone={row.status.tone} /> }] : []),
        ]}
        foot={<Foot page={page} shown={rows.length} total={total} />}
      />
    </div>
  )
}

export function AgreementsSection({ rows, total, page, institution, validity, canEdit }: Awaited<ReturnType<typeof loadAgreements>> & Of & { validity: ValidityFigures }) {
  if (rows.length === 0) {
    return (
      <Empty title="Sin acuerdos" action={canEdit && <LinkButton to={`/acuerdos/nuevo?institucion=${institution.id}`}>Nuevo acuerdo</LinkButton>}>
        Aquí aparecen los acuerdos y convenios de los que {institution.short_name} es parte.
      </Empty>
    )
  }
  return (
    <div className="pila">
      <ValidityLine institution_id={institution.id} figures={validity} />
      <DataTable
        caption={`Acuerdos de ${institution.short_name}`}
        rows={rows}
        rowKey={({ folio }) => folio}
        columns={[
          { key: 'text', label: 'Acuerdo', cell: (row) => <><Titled to={`/acuerdos/${row.folio}`} folio={row.folio}>{row.text}</Titled><span className="meta block">{[row.kind, row.stage].filter(Boolean).join(' · ')}</span></> },
          { key: 'parties', label: 'Partes', cell: (row) => row.parties },
          { key: 'agreed', label: 'Fecha', width: 'col-fecha', cell: (row) => <time>{row.agreed}</time>, phone: 'label' },
          { key: 'until', label: 'Vigencia', width: 'col-fecha', cell: (row) => row.until && <time>{row.until}</time>, phone: 'label' },
          { key: 'progress', label: 'Avance', cell: (row) => row.progress },
          { key: 'state', label: 'Estado', width: 'col-estado', cell: (row) => <StatusBadge tone={row.tone}>{row.state}</StatusBadge> },
        ]}
        foot={<Foot page={page} shown={rows.length} total={total} />}
      />
    </div>
  )
}

export function MeetingsSection({ rows, total, page, institution, canEdit }: Awaited<ReturnType<typeof loadMeetings>> & Of) {
  if (rows.length === 0) {
    return (
      <Empty title="Sin reuniones" action={canEdit && <LinkButton to={`/reuniones/nueva?institucion=${institution.id}`}>Agendar</LinkButton>}>
        Aquí aparecen las reuniones en las que participó {institution.short_name}.
      </Empty>
    )
  }
  return (
    <DataTable
      caption={`Reuniones con ${institution.short_name}`}
      rows={rows}
      rowKey={({ folio }) => folio}
      columns={[
        { key: 'title', label: 'Reunión', cell: (row) => <Titled to={`/reuniones/${row.folio}`} folio={row.folio}>{row.title}</Titled> },
        { key: 'when', label: 'Cuándo', cell: (row) => row.when },
        { key: 'place', label: 'Lugar', cell: (row) => row.place, phone: 'hide' },
        { key: 'state', label: 'Estado', cell: (row) => row.state },
      ]}
      foot={<Foot page={page} shown={rows.length} total={total} />}
    />
  )
}

function Titled({ to, folio, children }: { to: string; folio: string; children: string }) {
  return <><RecordLink to={to}>{children}</RecordLink><Folio>{folio}</Folio></>
}

export type ValidityFigures = { vigentes: number; 'por-renovar': number; terminados: number }

/** What is in force, what ends soon and what ended: each figure opens its list. */
export function ValidityLine({ institution_id, figures }: { institution_id: string; figures: ValidityFigures }) {
  const to = (validity: keyof ValidityFigures) => `/acuerdos?institucion=${institution_id}&vigencia=${validity}`
  return (
    <p className="meta">
      <Figure to={to('vigentes')} n={figures.vigentes} about="vigentes" /> {figures.vigentes === 1 ? 'vigente o sin término' : 'vigentes o sin término'}
      {' · '}<Figure to={to('por-renovar')} n={figures['por-renovar']} about="por terminar" /> {figures['por-renovar'] === 1 ? 'termina' : 'terminan'} dentro de 90 días
      {' · '}<Figure to={to('terminados')} n={figures.terminados} about="terminados" /> {figures.terminados === 1 ? 'ya terminó' : 'ya terminaron'}
    </p>
  )
}

const PAGE_SIZE = 50

/** The pages below a list of fifty. */
export function Foot({ page, shown, total }: { page: number; shown: number; total: number }) {
  return <ListPages from={(page - 1) * PAGE_SIZE + 1} shown={shown} total={total} />
}
