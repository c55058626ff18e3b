import { meetingKinds, modalities, type MeetingKind, type Modality } from '#app/domain/meetings/terms.ts'
import { Checkbox, Select, TextArea, TextField } from '#app/ui/field.tsx'
import { Picker } from '#app/ui/picker.tsx'
import type { Option } from '#app/ui/use-picker.ts'

export type WrittenFacts = {
  title: string
  kind: MeetingKind
  modality: Modality
  place: string | null
  commune: Option | null
  link: string | null
  description: string | null
  organiser: Option | null
  reserved: boolean
  participants: Option[]
}

/** What a meeting is about and who comes: the same for a new one and for mending it. */
export function SubjectFields({ facts }: { facts?: Partial<WrittenFacts> }) {
  return (
    <>
      <TextField name="title" label="Título" defaultValue={facts?.title} required maxLength={200} autoFocus={!facts?.title} />
      <Picker
        name="participants" label="Participantes" optional multiple source="/sugerencias/participantes" chosen={facts?.participants}
        hint="Instituciones, cargos o personas. Quien no esté en el directorio: nombre y cargo, separados por una coma."
      />
      <Select name="kind" label="Tipo" options={meetingKinds} defaultValue={facts?.kind ?? 'bilateral'} />
    </>
  )
}

export function PlaceFields({ facts }: { facts?: Partial<WrittenFacts> }) {
  return (
    <>
      <Select name="modality" label="Modalidad" options={modalities} defaultValue={facts?.modality ?? 'in_person'} />
      <TextField name="place" label="Lugar" optional defaultValue={facts?.place ?? ''} maxLength={200} />
      <Picker
        name="commune_cut" label="Comuna del lugar" optional source="/sugerencias/comunas" chosen={facts?.commune ? [facts.commune] : []}
        hint="De ella depende la hora: en Punta Arenas, Coyhaique e Isla de Pascua el reloj es otro."
      />
      <TextField name="link" type="url" label="Enlace de la videollamada" optional defaultValue={facts?.link ?? ''} maxLength={500} placeholder="https://" />
    </>
  )
}

export function DetailFields({ facts }: { facts?: Partial<WrittenFacts> }) {
  return (
    <>
      <Picker name="organiser_id" label="Convoca" optional source="/sugerencias/instituciones" chosen={facts?.organiser ? [facts.organiser] : []} />
      <TextArea name="description" label="Descripción" hint="La leen quienes están convocados, también en su calendario." optional defaultValue={facts?.description ?? ''} />
      <Checkbox name="reserved" label="Reservada: en los calendarios se lee solo «Ocupado»" defaultChecked={facts?.reserved} />
    </>
  )
}
