import { ActionLink, RecordLink } from '#app/ui/link.tsx'

import type { SeriesLine } from './line.server.ts'

/** «Serie: el segundo martes de cada mes, hasta el 14-12-2027; 4 de 12», with what comes before and after. */
export function Line({ series: { id, words, place, previous, next } }: { series: SeriesLine }) {
  return (
    <p className="fila flex-wrap">
      <RecordLink to={`/reuniones/series/${id}`} strong={false}>Serie: {words}; {place}</RecordLink>
      {previous && <ActionLink to={`/reuniones/${previous.folio}`} chevron={false}>Anterior, {previous.day}</ActionLink>}
      {next && <ActionLink to={`/reuniones/${next.folio}`}>Siguiente, {next.day}</ActionLink>}
    </p>
  )
}
