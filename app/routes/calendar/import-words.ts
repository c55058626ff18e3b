import type { Outcome } from '#app/domain/calendar-imports/terms.ts'
import { plural } from '#app/lib/text.ts'

type Remarks = { encoding: string; zones: { named: string; read: string | null }[] }

const cities: Record<string, string> = {
  'America/Santiago': 'Santiago', 'America/Punta_Arenas': 'Punta Arenas', 'America/Coyhaique': 'Coyhaique', 'Pacific/Easter': 'Isla de Pascua',
}

/** «38 eventos · Windows-1252 · zona Pacific SA Standard Time → Santiago». */
export function detection(total: number, { encoding, zones }: Remarks) {
  const read = zones.map(({ named, read }) => {
    const city = read ? (cities[read] ?? read) : 'desconocida'
    return named === read ? `zona ${city}` : `zona ${named} → ${city}`
  })
  return [plural(total, 'evento', 'eventos'), encoding, ...read.slice(0, 4)].join(' · ')
}

/** «Importar 31 reuniones». */
export const importLabel = (count: number) => (count === 0 ? 'No importar ninguna' : `Importar ${plural(count, 'reunión', 'reuniones')}`)

/** «7 eventos: 5 nuevos, 1 igual, 1 con problema»: together they are all that the file brings. */
export function totalsText({ total, totals }: { total: number; totals: Record<Outcome, number> }) {
  const parts = [
    [totals.created, 'nuevo', 'nuevos'], [totals.changed, 'con cambios', 'con cambios'], [totals.same, 'igual', 'iguales'],
    [totals.discarded, 'descartado antes', 'descartados antes'], [totals.ignored, 'que no corresponde', 'que no corresponden'],
    [totals.refused, 'con problema', 'con problema'],
  ] as const
  const told = parts.filter(([count]) => count > 0).map(([count, one, many]) => plural(count, one, many))
  return `${plural(total, 'evento', 'eventos')}: ${told.join(', ')}`
}
