import { useState, type FormEvent } from 'react'

import type { PreviewRow, previewImport } from '#app/domain/calendar-imports/queries/preview.server.ts'
import { zones } from '#app/domain/meetings/terms.ts'
import { plural } from '#app/lib/text.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card, FoldedCard } from '#app/ui/card.tsx'
import { Empty } from '#app/ui/empty.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { Checkbox, Select } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { ImportRows, RefusedRows, ToldRows } from './import-rows.tsx'
import { importLabel, totalsText } from './import-words.ts'

type Preview = Awaited<ReturnType<typeof previewImport>>

/** What the file brings, problems first; nothing is written before the last button. */
export function ImportPreview({ name, detection, remarks, preview, feedback }: {
  name: string
  detection: string
  remarks: string[]
  preview: Preview
  feedback?: Feedback
}) {
  const { rows, totals } = preview
  const of = (outcome: PreviewRow['outcome']) => rows.filter((row) => row.outcome === outcome)
  const [refused, same, ignored] = [of('refused'), of('same'), of('ignored')]
  const offers = totals.created + totals.changed + totals.discarded
  return (
    <div className="pila">
      <PageHeader
        title={`Revisar «${name}»`}
        facts={detection}
        actions={<LinkButton to="/calendario/importar">Elegir otro archivo</LinkButton>}
      />
      <p className="lectura">Trae {totalsText(preview)}. Todavía no se ha guardado nada, y al importar no se avisa a nadie.</p>
      {remarks.map((remark) => <p key={remark} className="lectura meta">{remark}</p>)}
      {refused.length > 0 && (
        <RefusedRows title="Con problema: no se importan" rows={refused} total={totals.refused} />
      )}
      {offers === 0
        ? <Empty title="Este archivo no trae nada que importar" action={<LinkButton to="/calendario">Volver al calendario</LinkButton>} />
        : <Offers preview={preview} feedback={feedback} />}
      {same.length > 0 && (
        <FoldedCard title="Iguales" aside={plural(totals.same, 'evento', 'eventos')}>
          <ToldRows rows={same} total={totals.same} />
        </FoldedCard>
      )}
      {ignored.length > 0 && (
        <FoldedCard title="No corresponden" aside={plural(totals.ignored, 'evento', 'eventos')}>
          <ToldRows rows={ignored} total={totals.ignored} />
        </FoldedCard>
      )}
    </div>
  )
}

const isTicked = ({ outcome, changedHere }: PreviewRow) => outcome === 'created' || (outcome === 'changed' && !changedHere)

function Offers({ preview: { rows, rest, restMeetings, asksZone, zones: floating }, feedback }: { preview: Preview; feedback?: Feedback }) {
  const offered = rows.filter(({ outcome }) => ['created', 'changed', 'discarded'].includes(outcome))
  const typed = feedback?.values && [feedback.values.pick ?? []].flat()
  const ticked = (row: PreviewRow) => (typed ? typed.includes(String(row.position)) : isTicked(row))
  const meetingsOf = (rows: PreviewRow[]) => rows.reduce((sum, { meetings }) => sum + meetings, 0)
  const [count, setCount] = useState(meetingsOf(offered.filter(ticked)) + restMeetings)
  const groups = [
    { title: 'Con cambios', rows: offered.filter(({ outcome }) => outcome === 'changed'), hint: 'Los que alguien cambió aquí vienen sin marcar: elija con qué quedarse.' },
    { title: 'Nuevos, por venir', rows: offered.filter(({ outcome, isPast }) => outcome === 'created' && !isPast), hint: null },
    { title: 'Nuevos, ya pasados', rows: offered.filter(({ outcome, isPast }) => outcome === 'created' && isPast), hint: 'Quedarán como reuniones realizadas, sin acta.' },
    { title: 'Descartados antes', rows: offered.filter(({ outcome }) => outcome === 'discarded'), hint: 'Se trajeron o se ofrecieron antes, y alguien los quitó. Márquelos si los quiere de vuelta.' },
  ].filter(({ rows }) => rows.length > 0)

  function recount(event: FormEvent<HTMLFormElement>) {
    const form = new FormData(event.currentTarget)
    const picked = new Set(form.getAll('pick'))
    setCount(meetingsOf(offered.filter(({ position }) => picked.has(String(position)))) + (form.get('rest') ? restMeetings : 0))
  }

  return (
    <RecordForm feedback={feedback} onChange={recount} className="pila">
      {asksZone && (
        <Card title="¿En qué zona están las horas?">
          <p className="lectura">{plural(floating, 'evento no dice', 'eventos no dicen')} su zona, o nadie la conoce. La respuesta vale para todos ellos.</p>
          <Select name="zone" label="Zona de esas horas" options={zones} empty="Elija la zona" />
        </Card>
      )}
      {groups.map(({ title, rows, hint }) => (
        <ImportRows key={title} title={title} hint={hint} rows={rows} ticked={ticked} />
      ))}
      {rest > 0 && <Checkbox name="rest" label={`Importar también ${plural(rest, 'evento nuevo', 'eventos nuevos')} que no caben en esta página`} defaultChecked />}
      <FormActions>
        <Button variant="primary">{importLabel(count)}</Button>
        <LinkButton to="/calendario">Cancelar</LinkButton>
      </FormActions>
    </RecordForm>
  )
}
