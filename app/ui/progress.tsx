import { useNavigation } from '@remix-run/react'

/** A line of 2 px while a page takes longer than 150 ms to come. */
export function NavigationProgress() {
  return useNavigation().state === 'idle' ? null : <div className="avance" aria-hidden="true" />
}
