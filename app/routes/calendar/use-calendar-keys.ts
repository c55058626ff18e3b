import { useNavigate } from '@remix-run/react'
import { useEffect } from 'react'

import { addShortcuts } from '#app/ui/shortcuts.ts'

import { dayOf } from './grid-keys.ts'

/** `C` plans on the day that has the focus, else on the day of the page; `M` moves the meeting that has it. */
export function useCalendarKeys(planTo: (day: string) => string | null, day: string) {
  const navigate = useNavigate()
  useEffect(() => {
    const go = (to: string | null | undefined) => to && navigate(to)
    return addShortcuts([
      { keys: 'c', label: 'Agendar en el día enfocado', run: () => go(planTo(dayOf(document.activeElement) ?? day)) },
      {
        keys: 'm',
        label: 'Mover la reunión enfocada',
        run: () => {
          const folio = document.activeElement?.closest<HTMLElement>('[data-folio]')?.dataset.folio
          go(folio && `/reuniones/${folio}/traslado`)
        },
      },
    ])
  }, [navigate, planTo, day])
}
