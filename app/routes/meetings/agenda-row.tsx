import type { AgendaItem } from '#app/domain/meetings/queries/minutes.server.ts'
import { Button } from '#app/ui/button.tsx'
import { useField } from '#app/ui/feedback.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Picker } from '#app/ui/picker.tsx'

/** One point: what, how long, who proposes it. An empty title takes it away. */
export function AgendaRow({ at, item, first }: { at: number; item?: AgendaItem; first: boolean }) {
  const name = (field: string) => `items[${at}].${field}`
  const { typed } = useField(name('id'))
  return (
    <div className="formulario">
      <input type="hidden" name={name('id')} value={typed?.[0] ?? item?.id ?? ''} />
      <TextField name={name('title')} label={`Punto ${at + 1}`} hint={at === 0 ? 'Para quitar un punto, deje su título en blanco.' : undefined} defaultValue={item?.title ?? ''} maxLength={300} autoComplete="off" />
      <div className="campos-juntos items-end">
        <TextField name={name('minutes')} label="Minutos" optional width="short" inputMode="numeric" defaultValue={item?.minutes ?? ''} maxLength={3} autoComplete="off" />
        <div className="w-80 max-w-full">
          <Picker
            name={name('proposed_by')} label="Propone" optional source="/sugerencias/instituciones"
            chosen={item?.proposed_by ? [{ id: item.proposed_by, label: item.proposer_name ?? '' }] : []}
          />
        </div>
        {!first && <Button small name="act" value={`up-${at}`} formNoValidate>Subir<span className="solo-lector"> el punto {at + 1}</span></Button>}
      </div>
    </div>
  )
}
