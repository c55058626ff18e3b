import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { agreementKinds } from '#app/domain/agreements/terms.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { statusOf } from '#app/domain/commitments/rules.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { meetingKinds, meetingStates } from '#app/domain/meetings/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/dates.ts'

import { apart, hasWord, isHere, type Word } from './words.server.ts'

/** By title, folio, place, or whoever takes part; the latest first. */
export async function findMeetings(ctx: Context, words: Word[], limit: number) {
  const joinedBy = (ids: string[]) => apart.selectFrom('participants').select('participants.meeting_id').where('participants.institution_id', 'in', ids)
  const rows = await visibleMeetings(ctx)
    .select(['meetings.folio', 'meetings.title', 'meetings.kind', 'meetings.state', 'meetings.start_local', 'meetings.from_on'])
    .where((eb) =>
      eb.and(words.map(({ text, institution_ids }) =>
        eb.or([
          hasWord(eb.ref('meetings.search_text'), text),
          ...(institution_ids.length > 0 ? [eb('meetings.id', 'in', joinedBy(institution_ids))] : []),
        ]),
      )),
    )
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('meetings.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    key: row.folio,
    label: row.title,
    detail: [formatDay(startDay(row)), meetingKinds[row.kind as keyof typeof meetingKinds], meetingStates[row.state]].join(' · '),
  }))
}

/** By text, folio, or whoever is a party; the latest first. */
export async function findAgreements(ctx: Context, words: Word[], limit: number) {
  const madeBy = (ids: string[]) => apart.selectFrom('agreement_parties').select('agreement_parties.agreement_id').where('agreement_parties.institution_id', 'in', ids)
  const rows = await visibleAgreements(ctx)
    .select(['agreements.folio', 'agreements.text', 'agreements.kind', 'agreements.agreed_on'])
    .where((eb) =>
      eb.and(words.map(({ text, institution_ids }) =>
        eb.or([
          hasWord(eb.ref('agreements.search_text'), text),
          ...(institution_ids.length > 0 ? [eb('agreements.id', 'in', madeBy(institution_ids))] : []),
        ]),
      )),
    )
    .orderBy('agreements.agreed_on', 'desc')
    .orderBy('agreements.id')
    .limit(limit)
    .execute()
  return rows.map(({ folio, text, kind, agreed_on }) => ({
    key: folio,
    label: text,
    detail: [agreementKinds[kind], formatDay(agreed_on)].join(' · '),
  }))
}

/** By text, folio, whoever owes or receives; what is open first, by due day. */
export async function findCommitments(ctx: Context, words: Word[], limit: number) {
  const receivedBy = (ids: string[]) =>
    apart.selectFrom('commitment_beneficiaries as party').select('party.commitment_id').where('party.institution_id', 'in', ids)
  const rows = await visibleCommitments(ctx)
    .select(['commitments.folio', 'commitments.text', 'commitments.due_on', 'commitments.declared_state', 'commitments.declared_at'])
    .select(['commitments.evidence_state', 'commitments.closed_on', 'debtor.short_name as debtor_name'])
    .where((eb) =>
      eb.and(words.map(({ text, institution_ids }) =>
        eb.or([
          hasWord(eb.ref('commitments.search_text'), text),
          ...(institution_ids.length > 0
            ? [eb('commitments.debtor_id', 'in', institution_ids), eb('commitments.id', 'in', receivedBy(institution_ids))]
            : []),
        ]),
      )),
    )
    .orderBy(isHere('commitments.closed_on'))
    .orderBy(isHere('commitments.due_on'), 'desc')
    .orderBy('commitments.due_on')
    .orderBy('commitments.id')
    .limit(limit)
    .execute()
  const day = today(ctx)
  return rows.map((row) => ({
    key: row.folio,
    label: row.text,
    detail: [`Debe ${row.debtor_name}`, row.due_on ? `vence ${formatDay(row.due_on)}` : 'sin fecha'].join(' · '),
    status: statusOf(row, day),
  }))
}
