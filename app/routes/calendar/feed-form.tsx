import { useFetcher } from '@remix-run/react'
import { useRef, useState } from 'react'

import { feedDetails } from '#app/domain/feeds/terms.ts'
import { plural } from '#app/lib/text.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { Checkbox, Choice, Select, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { STANDING_HINT, WhatItReveals } from './feed-words.tsx'
import type { FeedView } from './feed-view.server.ts'

/** What to include, how much to tell, and how it will look. Looking again without JavaScript is a GET of the same form. */
export function FeedForm({ feedback, operationId, filter, view, regions }: {
  feedback?: Feedback
  operationId: string
  filter: string
  view: FeedView
  regions: { value: string; label: string }[]
}) {
  const fetcher = useFetcher<{ view: FeedView }>()
  const [asked, setAsked] = useState('')
  const top = useRef<HTMLDivElement>(null)
  const shown = fetcher.data?.view ?? view

  /** The same address that the form would ask for, once something it shows has changed. */
  function look() {
    const fields = new FormData(top.current!.closest('form')!)
    for (const name of ['operation_id', 'name', 'institution_id_label']) fields.delete(name)
    const next = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)])).toString()
    if (next === asked) return
    setAsked(next)
    fetcher.load(`/calendario/suscribir?${next}`)
  }

  return (
    <Card title="Enlace nuevo">
      <RecordForm feedback={feedback ?? (view.problem ? { errors: { institution_id: [view.problem] } } : undefined)} operationId={operationId} onChange={look}>
        <div ref={top} className="formulario group/que">
          <input type="hidden" name="filter" value={filter} />
          <Choice name="scope" label="¿Qué incluir?" options={view.scopes} defaultValue={view.scope} />
          <div className="hidden group-has-[[value=institucion]:checked]/que:block">
            <Picker name="institution_id" label="Institución" source="/sugerencias/instituciones" chosen={view.institution ? [view.institution] : []} onChoose={() => requestAnimationFrame(look)} />
          </div>
          <div className="hidden group-has-[[value=region]:checked]/que:block">
            <Select name="region_code" label="Región" options={regions} empty="Elija una región" defaultValue={view.region_code} />
          </div>
        </div>
        <Checkbox name="include_due" label="Agregar los vencimientos de compromisos, como avisos de día completo" defaultChecked={view.include_due} />
        <Checkbox name="only_standing" label="Solo confirmadas" hint={STANDING_HINT} defaultChecked={view.only_standing} />
        <Choice name="detail" label="Detalle" options={feedDetails} defaultValue={view.detail} />
        <Look view={shown} busy={fetcher.state !== 'idle'} />
        <WhatItReveals />
        <TextField
          name="name"
          label="Nombre del calendario"
          hint={`Así aparece en su programa y en la lista de sus enlaces. En blanco: «${shown.name}».`}
          optional
          maxLength={80}
          width="medium"
          autoComplete="off"
        />
        <FormActions>
          <Button variant="primary" icon="rss">Crear enlace</Button>
          <Button formMethod="get" formNoValidate variant="quiet">Ver cómo queda</Button>
        </FormActions>
      </RecordForm>
    </Card>
  )
}

/** The next real meeting, as its entry will read. */
function Look({ view: { detail, preview, scope }, busy }: { view: FeedView; busy: boolean }) {
  return (
    <div className="pila pila-junta" aria-live="polite" aria-busy={busy}>
      <p><strong>Así se verá</strong> <span className="meta">({feedDetails[detail].toLowerCase()})</span></p>
      {!preview && <p className="meta">Elija {scope === 'region' ? 'la región' : 'la institución'} para ver su próxima reunión.</p>}
      {preview?.next && <blockquote className="border-l-3 border-cobre bg-superficie-2 px-3 py-2">«{preview.next[detail]}»</blockquote>}
      {preview && !preview.next && <p className="meta">Por ahora no hay reuniones por venir; aparecerán cuando se convoquen.</p>}
      {preview?.next && detail === 'full' && <p className="meta">Al abrirla: la descripción, el enlace de conexión y el folio.</p>}
      {preview?.next && <p className="meta">{plural(preview.ahead, 'reunión por venir', 'reuniones por venir')}, más los últimos 90 días.</p>}
    </div>
  )
}
