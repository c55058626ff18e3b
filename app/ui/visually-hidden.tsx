import type { ReactNode } from 'react'

/** Words only a screen reader needs. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="solo-lector">{children}</span>
}
