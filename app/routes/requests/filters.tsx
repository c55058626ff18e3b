import type { RequestFilter } from '#app/domain/connection-requests/queries.server.ts'
import { requestStateFilters, type RequestView } from '#app/domain/connection-requests/terms.ts'
import { formatDay } from '#app/lib/days.ts'
import { withParams } from '#app/lib/list-address.ts'
import { ExportMenu } from '#app/routes/exports/menu.tsx'
import { keptIn } from '#app/routes/saved-views/view-tabs.tsx'
import { DateField, Select } from '#app/ui/field.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { Picker } from '#app/ui/picker.tsx'

type Option = { value: string; label: string }

/** The filters of the list, each active one a phrase that can be taken away. */
export function Filters({ filter, regions, kinds, followers, institution, search, clear }: {
  filter: RequestFilter & { view: RequestView }
  regions: Option[]
  kinds: Option[]
  followers: Option[]
  institution: { id: string; label: string } | null
  search: URLSearchParams
  clear: string
}) {
  const { view, q, state, region, with_kind, follow_up_user_id, from, until } = filter
  const without = (name: string) => withParams(search, { vista: view, [name]: null })
  const named = (options: Option[], chosen?: string) => options.find(({ value }) => value === chosen)?.label
  const place = named(regions, region)
  const kind = named(kinds, with_kind)
  const follower = named(followers, follow_up_user_id)
  const chips = [
    q && { label: `Contiene «${q}»`, to: without('q') },
    state && { label: `Estado: ${requestStateFilters[state]}`, to: without('estado') },
    place && { label: `Región de quien pide: ${place}`, to: without('region') },
    institution && { label: `Pide o le piden: ${institution.label}`, to: without('institucion') },
    kind && { label: `Con: ${kind}`, to: without('con') },
    follower && { label: `Sigue: ${follower}`, to: without('sigue') },
    from && { label: `Recibida desde el ${formatDay(from)}`, to: without('desde') },
    until && { label: `Recibida hasta el ${formatDay(until)}`, to: without('hasta') },
  ].filter((chip) => typeof chip === 'object' && chip !== null)

  return (
    <FilterBar
      key={search.toString()}
      search={{ name: 'q', value: q, label: 'Tema, folio o institución' }}
      chips={chips}
      clear={clear}
      keep={{ ...keptIn(search), vista: view }}
      filters={
        <>
          <Select name="estado" label="Estado" options={requestStateFilters} empty="Todos" defaultValue={state} />
          <Select name="region" label="Región de quien pide" options={regions} empty="Todas" defaultValue={region} />
          <Picker name="institucion" label="Pide o le piden" source="/sugerencias/instituciones" chosen={institution ? [institution] : []} />
          <Select name="con" label="Con" options={kinds} empty="Cualquiera" defaultValue={with_kind} />
          <Select name="sigue" label="La sigue" options={followers} empty="Cualquiera" defaultValue={follow_up_user_id} />
          <DateField name="desde" label="Recibida desde" defaultValue={from} />
          <DateField name="hasta" label="Recibida hasta" defaultValue={until} />
        </>
      }
      actions={<ExportMenu list="solicitudes" search={search} params={{ vista: view }} />}
    />
  )
}
