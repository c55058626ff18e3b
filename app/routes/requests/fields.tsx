import { institutionKinds, type InstitutionKind } from '#app/domain/institutions/terms.ts'
import { DateField, Select, TextArea, TextField } from '#app/ui/field.tsx'
import { Picker } from '#app/ui/picker.tsx'
import type { Option } from '#app/ui/use-picker.ts'

export type Started = {
  asker: Option | null
  with_kind: InstitutionKind | null
  with: Option | null
  subject: string
  detail: string | null
  received_on: string
  follow_up_user_id: string
}

/** The kinds people ask for first. */
const KINDS = (['serviu', 'gore', 'ministry', 'seremi', 'company', 'association'] as const)
const kinds = [
  ...KINDS.map((value) => ({ value, label: institutionKinds[value] })),
  ...Object.entries(institutionKinds).filter(([value]) => !KINDS.some((kind) => kind === value)).map(([value, label]) => ({ value, label })),
]

/** Who asks, with whom, about what. Whoever asks reads these words. */
export function RequestFields({ started, followers, today }: { started: Started; followers: { value: string; label: string }[]; today: string }) {
  return (
    <>
      <Picker name="asker_id" label="Quién pide" source="/sugerencias/instituciones" chosen={started.asker ? [started.asker] : []} />
      <div className="campos-juntos">
        <Select name="with_kind" label="Con quién" options={kinds} empty="Elija" defaultValue={started.with_kind ?? ''} width="full" />
        <Picker
          name="with_id"
          label="Cuál"
          hint="Si es el servicio de su región o MINVU, se completa solo."
          optional
          source="/sugerencias/instituciones"
          chosen={started.with ? [started.with] : []}
        />
      </div>
      <TextField name="subject" label="Sobre qué" hint="Compartido: lo lee quien pide." maxLength={300} defaultValue={started.subject} required />
      <TextArea name="detail" label="Detalle" hint="Compartido: lo lee quien pide." optional rows={3} maxLength={2000} defaultValue={started.detail ?? ''} />
      <div className="campos-juntos">
        <DateField name="received_on" label="Recibida el" max={today} defaultValue={started.received_on} required />
        <Select name="follow_up_user_id" label="La sigue" options={followers} defaultValue={started.follow_up_user_id} />
      </div>
    </>
  )
}
