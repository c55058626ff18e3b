import { useEffect, useRef } from 'react'

/** Keeps an element that sticks to the bottom above the keyboard of a phone, which covers the page without moving it. */
export function useAboveKeyboard() {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const seen = window.visualViewport
    if (!seen) return
    const place = () => {
      const covered = Math.max(0, window.innerHeight - seen.height - seen.offsetTop)
      element.current?.style.setProperty('--teclado', `${covered}px`)
    }
    seen.addEventListener('resize', place)
    seen.addEventListener('scroll', place)
    return () => {
      seen.removeEventListener('resize', place)
      seen.removeEventListener('scroll', place)
    }
  }, [])
  return element
}
