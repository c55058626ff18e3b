import { states, type UserState } from '#app/domain/users/terms.ts'
import { StatusBadge, type Tone } from '#app/ui/status-badge.tsx'

const tones: Record<UserState, Tone> = { active: 'cumplido', invited: 'pendiente', disabled: 'sin-efecto' }

export const StateBadge = ({ state }: { state: UserState }) => (
  <StatusBadge tone={tones[state]}>{states[state]}</StatusBadge>
)
