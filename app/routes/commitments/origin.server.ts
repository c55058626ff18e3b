import { findAgreement, type Agreement } from '#app/domain/agreements/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'

import { listPresent } from '../agreements/present.server.ts'

export type Origin = Awaited<ReturnType<typeof readOrigin>>

/** The agreement and the meeting a commitment comes from, by their folios or ids; what does not exist is left out. */
export async function readOrigin(ctx: Context, { agreement: asked, meeting: asking }: { agreement: string | null; meeting: string | null }) {
  const agreement = asked ? await findAgreement(ctx, asked) : undefined
  const meetingId = asking ?? agreement?.meeting_id
  const meeting = meetingId ? await findMeeting(ctx, meetingId) : undefined
  return {
    agreement: agreement ? { id: agreement.id, folio: agreement.folio, text: agreement.text } : null,
    meeting: meeting ? { id: meeting.id, folio: meeting.folio, title: meeting.title, day: startDay(meeting), on: formatDay(startDay(meeting)) } : null,
    /** The likely debtors: the parties of the agreement, else whoever takes part in the meeting. */
    parties: agreement ? partiesOf(agreement) : meeting ? await listPresent(ctx, meeting.id) : [],
  }
}

/** Those who are obliged first: they are the likely debtors. */
const partiesOf = ({ parties }: Agreement) => {
  const first = parties.toSorted((a, b) => Number(b.role === 'obliged') - Number(a.role === 'obliged'))
  return [...new Map(first.map((party) => [party.institution_id, { id: party.institution_id, label: party.name }])).values()]
}
