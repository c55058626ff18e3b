import { useLocation, useNavigate } from '@remix-run/react'
import { useEffect, useState, type ComponentType } from 'react'

import type { PaletteProps } from './palette.tsx'
import { keepRecent } from './recent-pages.ts'
import { addShortcuts } from './shortcuts.ts'

/**
 * Ctrl K, and every link with `data-paleta`, open the palette. It is loaded the first time; where it cannot be, the page of
 * the search answers.
 */
export function PaletteDoor({ source, owner }: { source: string; owner: string }) {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [Palette, setPalette] = useState<ComponentType<PaletteProps>>()
  const [asked, setAsked] = useState(0)

  useEffect(() => keepRecent(owner, pathname), [owner, pathname])

  useEffect(() => {
    function show() {
      if (document.querySelector('.paleta[open]')) return
      setAsked((times) => times + 1)
      import('./palette.tsx').then((module) => setPalette(() => module.Palette), () => navigate('/buscar'))
    }
    function press(event: MouseEvent) {
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
      if (!plain || !(event.target instanceof Element && event.target.closest('[data-paleta]'))) return
      event.preventDefault()
      show()
    }
    const forget = addShortcuts([{ keys: 'ctrl+k', label: 'Buscar y hacer', run: show }])
    document.addEventListener('click', press, true)
    return () => {
      forget()
      document.removeEventListener('click', press, true)
    }
  }, [navigate])

  return Palette && <Palette key={asked} source={source} owner={owner} from={pathname} />
}
