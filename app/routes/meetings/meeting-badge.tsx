import { meetingStates, type MeetingState } from '#app/domain/meetings/terms.ts'
import type { IconName } from '#app/ui/icon.tsx'
import { StatusBadge, type Tone } from '#app/ui/status-badge.tsx'

const looks: Record<MeetingState, { tone: Tone; icon: IconName }> = {
  draft: { tone: 'pendiente', icon: 'draft' },
  called: { tone: 'en-curso', icon: 'calendar' },
  in_progress: { tone: 'por-vencer', icon: 'half-circle' },
  held: { tone: 'por-validar', icon: 'check' },
  closed: { tone: 'cumplido', icon: 'circle-check' },
  suspended: { tone: 'sin-efecto', icon: 'clock' },
  cancelled: { tone: 'sin-efecto', icon: 'struck-circle' },
}

export function MeetingBadge({ state }: { state: MeetingState }) {
  return <StatusBadge {...looks[state]}>{meetingStates[state]}</StatusBadge>
}
