import { formatRut } from '#app/lib/text.ts'
import { TextArea, TextField, Select } from '#app/ui/field.tsx'
import { Picker } from '#app/ui/picker.tsx'

export type Choices = {
  regions: { value: string; label: string }[]
  communes: { value: string; label: string }[]
  coordinators: { value: string; label: string }[]
}

export type Known = {
  name?: string
  short_name?: string
  aliases?: string
  parent?: { id: string; label: string } | null
  region_code?: string | null
  commune_cut?: string | null
  coordinator_id?: string | null
  rut?: string | null
}

/** The facts of an institution, for whoever adds it and for whoever changes it. */
export function InstitutionFields({ known = {}, choices }: { known?: Known; choices: Choices }) {
  return (
    <>
      <TextField name="name" label="Nombre" hint="El nombre completo, como se firma." defaultValue={known.name} maxLength={200} spellCheck={false} />
      <TextField name="short_name" label="Nombre corto" optional hint="El que se lee en las listas, por ejemplo «SERVIU Biobío»." defaultValue={known.short_name} maxLength={80} width="medium" spellCheck={false} />
      <TextField name="rut" label="RUT" optional hint="Con o sin puntos, por ejemplo 69.070.900-7." defaultValue={known.rut ? formatRut(known.rut) : ''} maxLength={20} width="short" spellCheck={false} autoComplete="off" />
      <TextArea name="aliases" label="Otros nombres" optional hint="Uno por línea: siglas y maneras de decirlo, para encontrarla." defaultValue={known.aliases} maxLength={1000} rows={3} spellCheck={false} />
      <Picker name="parent_id" label="Depende de" optional source="/sugerencias/instituciones" chosen={known.parent ? [known.parent] : []} />
      <div className="campos-juntos">
        <Select name="region_code" label="Región" options={choices.regions} empty="Todo el país" defaultValue={known.region_code ?? ''} />
        <Select name="commune_cut" label="Comuna de su sede" optional options={choices.communes} empty="Sin comuna" hint="Decide sus feriados y su hora." defaultValue={known.commune_cut ?? ''} />
      </div>
      <Select name="coordinator_id" label="Quién la coordina" optional options={choices.coordinators} empty="Nadie todavía" defaultValue={known.coordinator_id ?? ''} />
    </>
  )
}
