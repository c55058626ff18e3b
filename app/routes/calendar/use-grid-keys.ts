import { useNavigate } from '@remix-run/react'
import { useEffect, useRef } from 'react'

import { followKey, settleStops } from './grid-keys.ts'

/**
 * What FullCalendar draws, walked with the keyboard: one stop of the whole grid for Tab, also after it is drawn again.
 * Its links go through the router, unless another tab was asked for.
 */
export function useGridKeys(day: string) {
  const grid = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  useEffect(() => {
    const drawn = grid.current
    if (!drawn) return
    let frame = 0
    const settle = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => settleStops(drawn, day))
    }
    function press(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (followKey(drawn!, event.key)) event.preventDefault()
    }
    function follow(event: MouseEvent) {
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="/"]')
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      navigate(link.getAttribute('href')!)
    }
    const watch = new MutationObserver(settle)
    watch.observe(drawn, { childList: true, subtree: true })
    drawn.addEventListener('focusin', settle)
    drawn.addEventListener('keydown', press)
    drawn.addEventListener('click', follow)
    settle()
    return () => {
      cancelAnimationFrame(frame)
      watch.disconnect()
      drawn.removeEventListener('focusin', settle)
      drawn.removeEventListener('keydown', press)
      drawn.removeEventListener('click', follow)
    }
  }, [day, navigate])
  return grid
}
