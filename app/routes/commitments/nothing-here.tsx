import type { SavedView } from '#app/domain/commitments/terms.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'

const titles: Record<SavedView, string> = {
  'mios': 'No tiene compromisos abiertos en seguimiento',
  'vencidos': 'Nada vencido',
  'semana': 'Nada vence esta semana',
  'por-verificar': 'Nada por verificar',
  'sin-fecha': 'Todo lo abierto tiene fecha',
  'todos': 'Todavía no hay compromisos',
}

/** Why the list is empty, and what to do about it. */
export function NothingHere({ view, filtered, form }: { view: SavedView; filtered: boolean; form?: string }) {
  const seen = form ? `&forma=${form}` : ''
  if (filtered) {
    return (
      <Empty title="Ningún compromiso con este filtro" action={<LinkButton to={`?vista=${view}${seen}`}>Quitar los filtros</LinkButton>}>
        Las palabras se buscan en el texto, el folio, quien debe y quien recibe.
      </Empty>
    )
  }
  return (
    <Empty title={titles[view]} action={view === 'todos' ? undefined : <LinkButton to={`?vista=todos${seen}`}>Ver todos</LinkButton>}>
      Un compromiso dice quién debe qué, a quién y para cuándo. Por ejemplo: «SERVIU Biobío enviará el informe de tasación a
      Tomé en 10 días hábiles».
    </Empty>
  )
}
