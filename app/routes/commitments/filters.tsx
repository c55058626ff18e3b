import type { CommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { sides, stages, stateFilters, type SavedView } from '#app/domain/commitments/terms.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { withParams } from '#app/lib/list-address.ts'
import { plural } from '#app/lib/text.ts'
import { ExportMenu } from '#app/routes/exports/menu.tsx'
import { keptIn } from '#app/routes/saved-views/view-tabs.tsx'
import { DateField, Select } from '#app/ui/field.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { Picker } from '#app/ui/picker.tsx'

type Option = { value: string; label: string }

/** The filters of the list, each active one a phrase that can be taken away. */
export function Filters({ filter, dueFrom, dueBefore, regions, institution, counterpart, follower, pair, clear, search }: {
  filter: CommitmentFilter & { view: SavedView }
  /** Those days as they are read. */
  dueFrom: string | null
  dueBefore: string | null
  regions: Option[]
  institution: { id: string; label: string } | null
  /** Who is on the other side of the promise. */
  counterpart: string | null
  follower: string | null
  /** One who owes and one who receives, chosen at once. */
  pair: { debtor: string | null; receiver: string | null }
  clear: string
  search: URLSearchParams
}) {
  const { q, region, kind, due_before, side, state, stage, folios, view } = filter
  const without = (...names: string[]) => withParams(search, { vista: view, ...Object.fromEntries(names.map((name) => [name, null])) })
  const place = regions.find((option) => option.value === region)?.label
  const chips = [
    q && { label: `Contiene «${q}»`, to: without('q') },
    place && { label: `Región: ${place}`, to: without('region') },
    institution && { label: `${side ? sides[side] : 'Debe o recibe'}: ${institution.label}`, to: without('institucion', 'papel') },
    counterpart && { label: `Con: ${counterpart}`, to: without('con') },
    kind && { label: `Tipo: ${institutionKinds[kind]}`, to: without('tipo') },
    pair.debtor && { label: `Debe: ${pair.debtor}`, to: without('debe', 'debe_salvo') },
    pair.receiver && { label: `Recibe: ${pair.receiver}`, to: without('recibe', 'recibe_salvo') },
    dueFrom && { label: `Vence desde el ${dueFrom}`, to: without('vence_desde') },
    dueBefore && { label: `Vence antes del ${dueBefore}`, to: without('vence_antes') },
    state && { label: `Estado: ${stateFilters[state]}`, to: without('estado') },
    stage && { label: `Columna: ${stages[stage]}`, to: without('etapa') },
    follower && { label: `Sigue: ${follower}`, to: without('sigue') },
    folios && { label: plural(folios.length, 'elegido', 'elegidos'), to: without('folio') },
  ].filter((chip) => typeof chip === 'object' && chip !== null)

  return (
    <FilterBar
      key={search.toString()}
      search={{ name: 'q', value: q }}
      chips={chips}
      clear={clear}
      keep={{ ...keptIn(search), vista: view, ...kept(search, 'con', 'forma', 'columna', 'etapa', 'sigue', 'tipo', 'debe', 'debe_salvo', 'recibe', 'recibe_salvo', 'vence_desde') }}
      filters={
        <>
          <Select name="region" label="Región" options={regions} empty="Todas" defaultValue={region} />
          <Picker name="institucion" label="Institución" source="/sugerencias/instituciones" chosen={institution ? [institution] : []} />
          <Select name="papel" label="Esa institución" options={sides} empty="Debe o recibe" defaultValue={side} />
          <DateField name="vence_antes" label="Vence antes del" defaultValue={due_before} />
          <Select name="estado" label="Estado" options={stateFilters} empty="Todos" defaultValue={state} />
        </>
      }
      actions={<ExportMenu list="compromisos" search={search} params={{ vista: view }} />}
    />
  )
}

const kept = (search: URLSearchParams, ...names: string[]) => Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name)!]] : [])))
