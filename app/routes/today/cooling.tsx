import type { Mark } from '#app/domain/today/rules.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

export type Relation = { id: string; name: string; last: { on: string; text: string; ago: string }; rhythm: string | null; marks: Mark[] }

/** The longest silences stand open; the others are behind the figure, one press away. */
const SHOWN = 4

/** Members without contact for longer than usual, of those with whom there is some: one mark a week, a stitch for each contact. */
export function Cooling({ rows, of, writes }: { rows: Relation[]; of: number; writes: boolean }) {
  if (rows.length === 0) return null
  const rest = rows.slice(SHOWN)
  return (
    <Card title="Relaciones que se enfrían" aside={<><b className="cifras">{rows.length} de {of}</b> con contacto · últimas 26 semanas</>}>
      <List rows={rows.slice(0, SHOWN)} writes={writes} />
      {rest.length > 0 && (
        <details>
          <summary className="fila min-h-10 enlace-accion">Ver {rest.length === 1 ? 'la otra' : `las otras ${rest.length}`}</summary>
          <List rows={rest} writes={writes} />
        </details>
      )}
    </Card>
  )
}

const List = ({ rows, writes }: { rows: Relation[]; writes: boolean }) => (
  <ul className="lista">
    {rows.map(({ id, name, last, rhythm, marks }) => (
      <li key={id} className="relacion">
        <div>
          <p><RecordLink to={`/instituciones/${id}`}>{name}</RecordLink></p>
          <p className="meta"><time dateTime={last.on} title={last.text}>{last.ago}</time>{rhythm && ` · ${rhythm}`}</p>
        </div>
        <Stitches marks={marks} />
        {writes && <LinkButton small to={`/reuniones/nueva?institucion=${id}`}>Agendar<VisuallyHidden> con {name}</VisuallyHidden></LinkButton>}
      </li>
    ))}
  </ul>
)

const STEP = 6

function Stitches({ marks }: { marks: Mark[] }) {
  const contacts = marks.filter((mark) => mark === 'contact').length
  return (
    <svg width={marks.length * STEP} height="18" role="img" aria-label={`Semanas con contacto: ${contacts} de ${marks.length}`}>
      {marks.map((mark, week) => {
        const x = week * STEP + STEP / 2
        return mark === 'contact'
          ? <rect key={week} x={x - 2.5} y="3" width="5" height="12" rx="2.5" fill="var(--color-accion)" />
          : <circle key={week} cx={x} cy="9" r={mark === 'late' ? 1.5 : 1.25} fill={mark === 'late' ? 'var(--color-cobre)' : 'var(--color-borde-control)'} />
      })}
    </svg>
  )
}
