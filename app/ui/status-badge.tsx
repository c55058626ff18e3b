import type { ReactNode } from 'react'

import { Icon, type IconName } from './icon.tsx'

export type Tone = 'pendiente' | 'en-curso' | 'por-vencer' | 'vencido' | 'por-validar' | 'cumplido' | 'sin-efecto'

const shapes: Record<Tone, IconName> = {
  'sin-efecto': 'struck-circle',
  'cumplido': 'circle-check',
  'por-validar': 'eye',
  'vencido': 'triangle-alert',
  'por-vencer': 'clock',
  'en-curso': 'half-circle',
  'pendiente': 'dashed-circle',
}

/** Shape, word and colour, in that order: a photocopy loses nothing. `icon` when the tone's own shape would lie. */
export function StatusBadge({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`insignia insignia-${tone}`}>
      <Icon name={icon ?? shapes[tone]} small />
      {children}
    </span>
  )
}
