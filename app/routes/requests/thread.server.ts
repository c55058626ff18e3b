import { listAgreementsOf, findAgreement, type Agreement } from '#app/domain/agreements/queries.server.ts'
import { agreementStates } from '#app/domain/agreements/terms.ts'
import { listCommitmentsUnder } from '#app/domain/commitments/queries.server.ts'
import type { ConnectionRequest } from '#app/domain/connection-requests/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'

import { rowOf } from '../commitments/row.server.ts'

export type RequestThread = Awaited<ReturnType<typeof readThread>>

/** What a request led to: its meeting, the agreements, what was promised. At most nine queries. */
export async function readThread(ctx: Context, { meeting_id, agreement_id }: ConnectionRequest) {
  const meeting = meeting_id ? await findMeeting(ctx, meeting_id) : undefined
  const linked = agreement_id ? await findAgreement(ctx, agreement_id) : undefined
  const ofMeeting = meeting ? await listAgreementsOf(ctx, [meeting.id]) : []
  const agreements = [...ofMeeting, ...(linked && !ofMeeting.some(({ id }) => id === linked.id) ? [linked] : [])]
  const commitments = await listCommitmentsUnder(ctx, {
    agreement_ids: agreements.map(({ id }) => id),
    meeting_ids: meeting ? [meeting.id] : [],
  })
  const own = new Set<string | null>(agreements.map(({ id }) => id))
  const under = (id: string | null) => commitments.filter((row) => row.agreement_id === id).map((row) => rowOf(ctx, row))
  return {
    meeting: meeting ? { folio: meeting.folio, title: meeting.title, state: meeting.state, word: meetingStates[meeting.state], on: formatDay(startDay(meeting)) } : null,
    agreements: agreements.map((agreement) => ({ ...agreementOf(agreement), linked: agreement.id === agreement_id, commitments: under(agreement.id) })),
    loose: commitments.filter((row) => !own.has(row.agreement_id)).map((row) => rowOf(ctx, row)),
  }
}

const agreementOf = ({ folio, text, state }: Agreement) => ({ folio, text, state: agreementStates[state], sewn: state === 'fulfilled' })
