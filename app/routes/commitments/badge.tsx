import type { Status } from '#app/domain/commitments/rules.ts'
import { StatusBadge } from '#app/ui/status-badge.tsx'

/** The summary of the three facts; an open commitment that nobody moves says so beside it, as one at work does when it is late. */
export function CommitmentBadge({ status, still, working }: { status: Status; still?: boolean; working?: boolean }) {
  return (
    <>
      <StatusBadge tone={status.tone} icon={status.icon}><span className="min-[60rem]:whitespace-nowrap">{status.word}</span></StatusBadge>
      {working && status.tone !== 'en-curso' && <span className="meta block">En curso</span>}
      {still && <span className="meta block">Sin próximo paso</span>}
    </>
  )
}
