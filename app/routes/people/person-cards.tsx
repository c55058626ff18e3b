import { Card } from '#app/ui/card.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { DataTable } from '#app/ui/table.tsx'

type Post = {
  id: string
  position_id: string
  title: string
  institution_id: string
  institution_name: string
  kind: string
  when: string
  from: string
  to: string | null
  why: string
}

/** Posts as dated rows, the latest first. */
export function PostsTable({ posts, canEdit }: { posts: Post[]; canEdit: boolean }) {
  if (posts.length === 0) {
    return <Empty title="Sin cargos registrados">Para anotar uno, abra el cargo en su institución y use «Designar».</Empty>
  }
  return (
    <DataTable
      caption="Cargos que ha ocupado"
      rows={posts}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'title',
          label: 'Cargo',
          cell: (row) => (
            <>
              <RecordLink to={`/cargos/${row.position_id}`}>{row.title}</RecordLink>
              <span className="block"><RecordLink strong={false} to={`/instituciones/${row.institution_id}`}>{row.institution_name}</RecordLink></span>
            </>
          ),
        },
        { key: 'kind', label: 'Cómo', cell: (row) => <>{row.kind}<span className="meta block">{row.when}</span></> },
        { key: 'from', label: 'Desde', cell: (row) => <time>{row.from}</time>, phone: 'label' },
        { key: 'to', label: 'Hasta', cell: (row) => row.to && <time>{row.to}</time>, phone: 'label' },
        { key: 'why', label: 'Razón y fuente', cell: (row) => row.why, phone: 'hide' },
        ...(canEdit
          ? [{ key: 'act', label: 'Acción', align: 'right' as const, cell: (row: Post) => <ActionLink to={`/cargos/${row.position_id}/ejercicio/${row.id}`} about={`el período en ${row.title}`} chevron={false}>Corregir</ActionLink> }]
          : []),
      ]}
    />
  )
}

export function AttendedCard({ meetings }: { meetings: { folio: string; title: string; on: string; as: string }[] }) {
  return (
    <Card title="Reuniones a las que asistió">
      {meetings.length === 0 ? <p className="meta">Todavía ninguna.</p> : (
        <ul className="lista">
          {meetings.map(({ folio, title, on, as }) => (
            <li key={folio} className="fila flex-nowrap items-start">
              <Glyph kind="circle" small />
              <div>
                <RecordLink to={`/reuniones/${folio}`}>{title}</RecordLink>
                <p className="meta"><time>{on}</time> · <Folio>{folio}</Folio>{as && ` · como ${as}`}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** Only whoever may read them gets this card; the lock says so in words. */
export function NotesCard({ notes, add }: { notes: { id: string; internal_text: string; author_name: string; at: string }[]; add?: string }) {
  return (
    <Card
      title={<span className="fila"><Icon name="lock" /> Notas internas</span>}
      aside={add && <ActionLink to={add} chevron={false}>Agregar nota</ActionLink>}
    >
      <p className="meta">Solo interno: las lee el equipo y no salen en ningún documento.</p>
      {notes.length > 0 && (
        <ul className="lista">
          {notes.map(({ id, internal_text, author_name, at }) => (
            <li key={id}>
              <p className="whitespace-pre-wrap wrap-anywhere">{internal_text}</p>
              <p className="meta">{author_name}, <time>{at}</time></p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
