import { useState, type FormEvent } from 'react'

import { feedDetails, type FeedDetail } from '#app/domain/feeds/terms.ts'
import { plural } from '#app/lib/text.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { Checkbox, Choice, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

import type { ScopeView } from './feed-view.server.ts'

/** What to include, how much to tell, and how it will look. */
export function FeedForm({ feedback, operationId, filter, scopes }: {
  feedback?: Feedback
  operationId: string
  filter: string
  scopes: ScopeView[]
}) {
  const first = scopes.find(({ chosen }) => chosen) ?? scopes[0]!
  const [shown, setShown] = useState<{ scope: string; detail: FeedDetail }>({ scope: first.scope, detail: 'full' })
  const scope = scopes.find((view) => view.scope === shown.scope) ?? first

  function follow(event: FormEvent<HTMLFormElement>) {
    const form = new FormData(event.currentTarget)
    setShown({ scope: String(form.get('scope')), detail: form.get('detail') as FeedDetail })
  }

  return (
    <Card title="Enlace nuevo">
      <RecordForm feedback={feedback} operationId={operationId} onChange={follow}>
        <input type="hidden" name="filter" value={filter} />
        <Choice
          name="scope"
          label="¿Qué incluir?"
          options={scopes.map(({ scope, label }) => ({ value: scope, label }))}
          defaultValue={first.scope}
        />
        <Checkbox name="include_due" label="Agregar los vencimientos de compromisos, como avisos de día completo" />
        <Choice name="detail" label="Detalle" options={feedDetails} defaultValue="full" />
        <Look scope={scope} detail={shown.detail} />
        <Reveals />
        <TextField
          name="name"
          label="Nombre del calendario"
          hint="Así aparece en su programa y en la lista de sus enlaces."
          defaultValue={first.name}
          maxLength={80}
          width="medium"
          autoComplete="off"
        />
        <FormActions><Button variant="primary" icon="rss">Crear enlace</Button></FormActions>
      </RecordForm>
    </Card>
  )
}

/** The next real meeting, as its entry will read. */
function Look({ scope: { label, preview }, detail }: { scope: ScopeView; detail: FeedDetail }) {
  return (
    <div className="pila pila-junta" aria-live="polite">
      <p>
        <strong>Así se verá</strong> <span className="meta">({label}, {feedDetails[detail].toLowerCase()})</span>
      </p>
      {preview.next ? (
        <blockquote className="border-l-3 border-cobre bg-superficie-2 px-3 py-2">{preview.next[detail]}</blockquote>
      ) : (
        <p className="meta">Por ahora no hay reuniones por venir; aparecerán cuando se convoquen.</p>
      )}
      {preview.next && detail === 'full' && <p className="meta">Al abrirla: la descripción, el enlace de conexión y el folio.</p>}
      {preview.next && <p className="meta">{plural(preview.ahead, 'reunión por venir', 'reuniones por venir')}, más los últimos 90 días.</p>}
    </div>
  )
}

const Reveals = () => (
  <details>
    <summary className="underline">Qué revela este enlace</summary>
    <ul className="lectura list-disc pt-2 pl-5">
      <li>Quien tenga la dirección puede leer el calendario, sin contraseña. No la publique ni la reenvíe.</li>
      <li>«Completo» muestra título, lugar, descripción, enlace de conexión y folio; «Solo «Ocupado»», nada más que las horas.</li>
      <li>Nunca salen las notas internas, los nombres de quienes asisten, sus correos ni sus teléfonos.</li>
      <li>Las reuniones reservadas aparecen como «Ocupado». Los borradores no aparecen.</li>
      <li>Muestra lo que usted puede ver en cada momento: si su perfil cambia, el calendario también.</li>
      <li>Vence en un año y puede revocarlo cuando quiera.</li>
    </ul>
  </details>
)
