import type { MatrixFilter } from '#app/domain/commitments/queries/matrix.server.ts'
import { sides } from '#app/domain/commitments/terms.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { formatDay } from '#app/lib/days.ts'
import { DateField, Select } from '#app/ui/field.tsx'
import { FileMenu } from '#app/ui/link-menu.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { matrixAddress, matrixFileAddress } from './matrix-address.ts'

/** The filters of the matrix, each active one a phrase that can be taken away. */
export function MatrixFilters({ filter, regions, institution, counterpart, search }: {
  filter: MatrixFilter
  regions: { value: string; label: string }[]
  institution: { id: string; label: string } | null
  /** Who is on the other side of the promise. */
  counterpart: string | null
  search: URLSearchParams
}) {
  const { q, region, kind, side, due_from, due_before, state } = filter
  const without = (...names: string[]) => matrixAddress(new URLSearchParams([...search].filter(([name]) => !names.includes(name))), state)
  const place = regions.find((option) => option.value === region)?.label
  const chips = [
    q && { label: `Contiene «${q}»`, to: without('q') },
    place && { label: `Región: ${place}`, to: without('region') },
    kind && { label: `Tipo: ${institutionKinds[kind]}`, to: without('tipo') },
    institution && { label: `${side ? sides[side] : 'Debe o recibe'}: ${institution.label}`, to: without('institucion', 'papel') },
    counterpart && { label: `Con: ${counterpart}`, to: without('con') },
    due_from && { label: `Vence desde el ${formatDay(due_from)}`, to: without('vence_desde') },
    due_before && { label: `Vence antes del ${formatDay(due_before)}`, to: without('vence_antes') },
  ].filter((chip) => typeof chip === 'object' && chip !== null)

  return (
    <FilterBar
      key={search.toString()}
      search={{ name: 'q', value: q, label: 'Filtrar por palabras' }}
      chips={chips}
      clear={matrixAddress(new URLSearchParams(), state)}
      keep={{ estado: state, ...(filter.counterpart_id ? { con: filter.counterpart_id } : {}) }}
      filters={
        <>
          <Select name="region" label="Región" options={regions} empty="Todas" defaultValue={region} />
          <Select name="tipo" label="Tipo de institución" options={institutionKinds} empty="Todos" defaultValue={kind} />
          <Picker name="institucion" label="Institución" source="/sugerencias/instituciones" chosen={institution ? [institution] : []} />
          <Select name="papel" label="Esa institución" options={sides} empty="Debe o recibe" defaultValue={side} />
          <DateField name="vence_desde" label="Vence desde el" defaultValue={due_from} />
          <DateField name="vence_antes" label="Vence antes del" defaultValue={due_before} />
        </>
      }
      actions={
        <FileMenu
          files={[
            { to: matrixFileAddress(search, state, 'xlsx'), label: 'Excel', detail: 'Planilla con sus pares (.xlsx)' },
            { to: matrixFileAddress(search, state, 'csv'), label: 'CSV', detail: 'Texto separado por ;' },
          ]}
        />
      }
    />
  )
}
