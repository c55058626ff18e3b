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
