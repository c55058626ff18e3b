import type { AgreementFilter } from '#app/domain/agreements/queries.server.ts'
import { agreementKinds, progresses, validities } from '#app/domain/agreements/terms.ts'
import { withParams } from '#app/lib/list-address.ts'
import { ExportMenu } from '#app/routes/exports/menu.tsx'
import { keptIn } from '#app/routes/saved-views/view-tabs.tsx'
import { Select } from '#app/ui/field.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { Picker } from '#app/ui/picker.tsx'

/** The filters of the register, each active one a phrase that can be taken away. */
export function Filters({ filter, regions, institution, search, clear }: {
  filter: AgreementFilter
  regions: { value: string; label: string }[]
  institution: { id: string; label: string } | null
  search: URLSearchParams
  clear: string
}) {
  const { q, kind, region, progress, validity } = filter
  const place = regions.find((option) => option.value === region)?.label
  const chips = [
    q && { label: `Contiene «${q}»`, to: withParams(search, { q: null }) },
    kind && { label: `Tipo: ${agreementKinds[kind]}`, to: withParams(search, { tipo: null }) },
    institution && { label: `Parte: ${institution.label}`, to: withParams(search, { institucion: null }) },
    place && { label: `Región: ${place}`, to: withParams(search, { region: null }) },
    progress && { label: progresses[progress], to: withParams(search, { avance: null }) },
    validity && { label: validities[validity], to: withParams(search, { vigencia: null }) },
  ].filter((chip) => typeof chip === 'object' && chip !== null)

  return (
    <FilterBar
      key={search.toString()}
      search={{ name: 'q', value: q }}
      chips={chips}
      clear={clear}
      keep={{ ...keptIn(search), vista: 'todas' }}
      filters={
        <>
          <Select name="tipo" label="Tipo" options={agreementKinds} empty="Todos" defaultValue={kind} />
          <Picker name="institucion" label="Parte" source="/sugerencias/instituciones" chosen={institution ? [institution] : []} />
          <Select name="region" label="Región de una parte" options={regions} empty="Todas" defaultValue={region} />
          <Select name="avance" label="Avance" options={progresses} empty="Todos" defaultValue={progress} />
          <Select name="vigencia" label="Vigencia" options={validities} empty="Todas" defaultValue={validity} />
        </>
      }
      actions={<ExportMenu list="acuerdos" search={search} />}
    />
  )
}
