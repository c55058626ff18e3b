import type { Status } from '#app/domain/commitments/rules.ts'
import { StatusBadge } from '#app/ui/status-badge.tsx'

/** The summary of the three facts; an open commitment that nobody moves says so beside it. */
export function CommitmentBadge({ status, still }: { status: Status; still?: boolean }) {
  return (
    <>
      <StatusBadge tone={status.tone} icon={status.icon}><span className="min-[60rem]:whitespace-nowrap">{status.word}</span></StatusBadge>
      {still && <span className="meta block">Sin próximo paso</span>}
    </>
  )
}
