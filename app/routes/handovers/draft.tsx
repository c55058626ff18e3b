import { Form } from '@remix-run/react'

import { lineOutcomes, type LineOutcome } from '#app/domain/handovers/terms.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { ActionLink } from '#app/ui/link.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { StatusBadge, type Tone } from '#app/ui/status-badge.tsx'
import { DataTable } from '#app/ui/table.tsx'

import { LineForm } from './line-form.tsx'
import type { DraftView, LineView } from './readings.server.ts'

const tones: Record<LineOutcome, Tone> = { failed: 'vencido', starts: 'cumplido', renews: 'cumplido', continues: 'pendiente', skipped: 'sin-efecto' }

/** What would become of every line; nothing is written before the last button. */
export function Draft({ id, draft, feedback }: { id: string; draft: DraftView; feedback?: Feedback | null }) {
  const { open, failed, lines, summary, canApply, version } = draft
  return (
    <>
      <p className="lectura">{summary}. Todavía no se ha guardado nada en el directorio.</p>
      {open && (
        <Card title={open.skipped || !failed.includes(open.position) ? `Corregir la línea ${open.position}` : `Por resolver: línea ${open.position}`}>
          <LineForm key={open.position} line={open} feedback={feedback} back={`/traspasos/${id}`} />
        </Card>
      )}
      <DataTable
        caption="Líneas de la lista"
        rows={lines}
        rowKey={({ position }) => String(position)}
        columns={[
          { key: 'institution', label: 'Institución', cell: (row: LineView) => <>{row.institution} <span className="meta">línea {row.position}</span></> },
          { key: 'leaves', label: 'Termina', cell: (row) => row.leaves || '—', phone: 'label' },
          { key: 'arrives', label: 'Asume', cell: Arrives, phone: 'label' },
          { key: 'starts_on', label: 'Desde', cell: (row) => <time>{row.starts_on}</time>, width: 'col-fecha', phone: 'label' },
          { key: 'outcome', label: 'Resultado', cell: (row) => <StatusBadge tone={tones[row.outcome]}>{lineOutcomes[row.outcome]}</StatusBadge>, width: 'col-estado' },
          { key: 'edit', label: 'Corregir', cell: (row) => <ActionLink to={`?linea=${row.position}`} about={`la línea ${row.position}`} chevron={false}>Corregir</ActionLink>, width: 'col-corta' },
        ]}
      />
      <div className="acciones pie-revision">
        <Form method="post" action={`/traspasos/${id}/descarte`}><Button variant="quiet">Descartar la lista</Button></Form>
        {failed.length > 0 && (
          <Form method="post" action={`/traspasos/${id}/omision`}>
            <Button>{failed.length === 1 ? 'Omitir la línea por resolver' : `Omitir las ${failed.length} líneas por resolver`}</Button>
          </Form>
        )}
        <Form method="post" action={`/traspasos/${id}/aplicacion`}>
          <input type="hidden" name="version" value={version} />
          <Button variant="primary" disabled={!canApply} aria-describedby={canApply ? undefined : 'por-que-no'}>Aplicar el traspaso</Button>
        </Form>
        {!canApply && <p id="por-que-no" className="meta">{failed.length > 0 ? 'Se aplica cuando no queda nada por resolver.' : 'Con esta lista nadie asume: no hay nada que aplicar.'}</p>}
      </div>
    </>
  )
}

function Arrives({ arrives, kind, source, known, unsure, notes, problems, outcome }: LineView) {
  const whence = known ? `Ya está en Contactos: ${known}` : known === '' ? 'Ya está en Contactos' : unsure ? 'Se agrega a Contactos: revise cómo se separó el nombre' : 'Se agrega a Contactos'
  return (
    <>
      {arrives}{arrives && kind && `, ${kind.toLowerCase()}`}
      {outcome !== 'skipped' && arrives && <span className="meta block">{whence}</span>}
      {source && <span className="meta block">Según {source}</span>}
      {notes.map((text) => <span key={text} className="meta block">{text}</span>)}
      {problems.map((text) => <span key={text} className="campo-error block"><DatedText>{text}</DatedText></span>)}
    </>
  )
}
