import type { MeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { meetingKinds, meetingStates, owners, type MeetingView } from '#app/domain/meetings/terms.ts'
import { formatDay } from '#app/lib/days.ts'
import { withParams } from '#app/lib/list-address.ts'
import { ExportMenu } from '#app/routes/exports/menu.tsx'
import { keptIn } from '#app/routes/saved-views/view-tabs.tsx'
import { DateField, Select } from '#app/ui/field.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { Picker } from '#app/ui/picker.tsx'

/** The filters of the list, each active one a phrase that can be taken away. */
export function Filters({ filter, regions, institution, search, clear }: {
  filter: MeetingFilter & { view: MeetingView }
  regions: { value: string; label: string }[]
  institution: { id: string; label: string } | null
  search: URLSearchParams
  clear: string
}) {
  const { view, whose, standing, q, region, kind, state, from, until } = filter
  const without = (name: string) => withParams(search, { vista: view, [name]: null })
  const place = regions.find((option) => option.value === region)?.label
  const chips = [
    whose && { label: whose.map((owner) => owners[owner]).join(', ') || 'Ninguna capa', to: withParams(search, { vista: view, capas: null, capa: null }) },
    standing && { label: 'Solo confirmadas', to: without('solo') },
    q && { label: `Contiene «${q}»`, to: without('q') },
    place && { label: `Región: ${place}`, to: without('region') },
    institution && { label: `Con ${institution.label}`, to: without('institucion') },
    kind && { label: `Tipo: ${meetingKinds[kind]}`, to: without('tipo') },
    state && { label: `Estado: ${meetingStates[state]}`, to: without('estado') },
    from && { label: `Desde el ${formatDay(from)}`, to: without('desde') },
    until && { label: `Hasta el ${formatDay(until)}`, to: without('hasta') },
  ].filter((chip) => typeof chip === 'object' && chip !== null)

  return (
    <FilterBar
      key={search.toString()}
      search={{ name: 'q', value: q, label: 'Título, lugar o institución' }}
      chips={chips}
      clear={clear}
      keep={{ ...keptIn(search), vista: view }}
      filters={
        <>
          <Select name="region" label="Región" options={regions} empty="Todas" defaultValue={region} />
          <Picker name="institucion" label="Institución" source="/sugerencias/instituciones" chosen={institution ? [institution] : []} />
          <Select name="tipo" label="Tipo" options={meetingKinds} empty="Todos" defaultValue={kind} />
          <Select name="estado" label="Estado" options={meetingStates} empty="Todos" defaultValue={state} />
          <DateField name="desde" label="Desde" defaultValue={from} />
          <DateField name="hasta" label="Hasta" defaultValue={until} />
        </>
      }
      actions={<ExportMenu list="reuniones" search={search} params={{ vista: view }} />}
    />
  )
}
