import type { Draw, SmallWorld } from './merges.ts'

export type Row = [table: string, row: Record<string, unknown>]
type Kind = (at: Place) => Row[]
/** Where a link goes: one of each, by chance. */
type Place = { id: string; person_id: string; institution_id: string; other_id: string; position_id: string; tenure_id: string | undefined; small: SmallWorld; n: number }

const day = '2026-01-02'
const at = `${day}T12:00:00.000Z`
const made = { created_at: at, created_by: 'paula' }
const stamps = { ...made, updated_at: at, updated_by: 'paula' }
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!

/** What hangs from people and institutions through something else, or names them in JSON: it must neither break nor be lost. */
const kinds: Kind[] = [
  ({ id, person_id, position_id, n }) => [['tenures', { id, position_id, person_id, kind: 'titular', starts_on: `2025-0${1 + (n % 9)}-01`, ends_on: n % 3 ? `2025-0${1 + (n % 9)}-20` : null, ...stamps }]],
  ({ id, institution_id, position_id }) => [['users', { id, email: `${id}@ejemplo.cl`, name: 'Líder', role: 'leader', institution_id, position_id, ...stamps }], ['api_tokens', { id, user_id: id, name: 'Planilla', secret_hash: 'x', scopes: 'read', created_at: at, expires_at: at }]],
  ({ id, tenure_id, institution_id }) => (tenure_id ? [['users', { id, email: `${id}@ejemplo.cl`, name: 'Por enlace', role: 'leader', institution_id, tenure_id, ...stamps }], ['access_links', { id, secret_hash: 'x', user_id: id, tenure_id, ...made, expires_at: at }]] : []),
  ({ id, tenure_id, institution_id, small, n }) => (tenure_id ? [['users', { id, email: `${id}@ejemplo.cl`, name: 'Encargo', role: 'leader', institution_id, tenure_id, errand_id: pick(small.commitments, n), mailbox: n % 2 ? 'partes@ejemplo.cl' : null, ...stamps }]] : []),
  ({ id, institution_id }) => [['users', { id, email: `${id}@ejemplo.cl`, name: 'Líder', role: 'leader', institution_id, ...stamps }], ['calendar_feeds', { id, user_id: id, secret_hash: 'x', name: 'f', filter: `institucion=${institution_id}&q=x`, detail: 'full', created_at: at, expires_at: at }]],
  ({ small, n }) => [['convenios', { agreement_id: pick(small.agreements, n), stage: 'draft', amount_clp: 1000 + n }], ['convenio_stages', { id: `etapa-${pick(small.agreements, n)}`, agreement_id: pick(small.agreements, n), stage: 'draft', author_id: 'paula', created_at: at }]],
  ({ id, small, n }) => [['files', { id, sha256: id, name: 'oficio.pdf', media_type: 'application/pdf', size: 9, uploaded_by: 'paula', uploaded_at: at }], ['evidence', { id, commitment_id: pick(small.commitments, n), kind: 'file', file_id: id, provided_by: 'paula', provided_at: at }]],
  ({ id, institution_id, person_id }) => [
    ['handovers', { id, name: 'Traspaso', post_kind: 'mayor', starts_on: day, state: 'draft', ...stamps }],
    ['handover_lines', { handover_id: id, position: 1, written: '{"institution":"x","person":"y","day":null,"unread":null}', fixed: JSON.stringify({ institution_id, person: person_id }) }],
    ['handover_writes', { handover_id: id, seq: 1, position: 1, table_name: 'people', record_id: person_id, after: JSON.stringify({ id: person_id }) }],
  ],
  ({ id, institution_id, person_id }) => [
    ['sheet_imports', { id, kind: 'people', name: 'x', format: 'paste', sha256: 'x', remarks: '[]', state: 'applied', settings: JSON.stringify({ answers: { a: `use:${institution_id}` } }), created_at: at, created_by: 'paula', applied_at: at }],
    ['sheet_import_writes', { import_id: id, seq: 1, position: 1, table_name: 'people', record_id: person_id, after: JSON.stringify({ id: person_id }) }],
  ],
  ({ id, person_id, institution_id, small, n }) => [
    ['participants', { id, meeting_id: pick(small.meetings, n), person_id: n % 2 ? person_id : null, institution_id, sort: n }],
    ['meeting_invitations', { id, meeting_id: pick(small.meetings, n), participant_id: id, institution_id, person_id: n % 2 ? person_id : null, name: 'Invitada', email: `p${id}@ejemplo.cl`, ...made }],
  ],
  ({ id, position_id, institution_id, small, n }) => [['participants', { id, meeting_id: pick(small.meetings, n), institution_id, on_behalf_of_position_id: position_id, sort: n }]],
  ({ id, institution_id, other_id }) => [
    ['connection_requests', { id, folio: `S-${id}`, asker_id: institution_id, with_kind: 'other', with_id: other_id, subject: 'x', follow_up_user_id: 'paula', received_on: day, search_text: 'x', state: 'withdrawn', closed_on: day, ...stamps }],
    ['connection_request_steps', { id, request_id: id, state: 'received', before: JSON.stringify({ with_id: other_id }), author_id: 'paula', created_at: at }],
  ],
  ({ id, institution_id, small, n }) => [['commitment_updates', { id, commitment_id: pick(small.commitments, n), kind: 'declared', before: JSON.stringify({ receipt_institution_id: institution_id }), author_id: 'paula', created_at: at }]],
  ({ id, position_id, small, n }) => [['reminders', { id, commitment_id: pick(small.commitments, n), due_on: day, step_id: pick(['before-7', 'after-1', 'after-7'], n), done_on: day, position_id, created_at: at }]],
  ({ institution_id, other_id }) => (institution_id < other_id ? [['distinct_pairs', { kind: 'institution', one_id: institution_id, other_id, decided_at: at, decided_by: 'paula' }]] : []),
  ({ id, institution_id }) => [['meeting_series', {
    id, uid: id, changed_at: at, rule: 'FREQ=WEEKLY', start_local: '2027-01-04T10:00', end_local: '2027-01-04T11:00', zone: 'America/Santiago', last_on: '2027-06-30',
    holidays: 'keep', title: 'x', kind: 'bilateral', modality: 'video', organiser_id: institution_id, owner_id: 'paula', ...stamps,
  }]],
]

/** As many as there are of these. */
export const INDIRECT = kinds.length

/** The rows of one of them. */
export function indirectLink(small: SmallWorld, id: string, { what, who, where, other, n }: Draw, tenures: readonly string[]): Row[] {
  return pick(kinds, what)({
    id, small, n, person_id: pick(small.people, who), institution_id: pick(small.institutions, where), other_id: pick(small.institutions, other),
    position_id: pick(small.positions, other), tenure_id: tenures.length > 0 ? pick(tenures, who) : undefined,
  })
}
