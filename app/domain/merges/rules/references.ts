import type { MergeKind } from '../terms.ts'

/** Everything that names a person or an institution. A test compares these lists with the tables as they are. */

/** A column that names a record; `key` tells its row apart, without that column. */
export type Link = {
  table: string
  column: string
  key: readonly string[]
  /** Only rows whose `subject_type` is this. */
  subject?: MergeKind
  /** What moves, one and many; without it nobody is told of it. */
  told?: readonly [one: string, many: string]
}

const id = ['id'] as const

export const links: Record<MergeKind, readonly Link[]> = {
  person: [
    { table: 'tenures', column: 'person_id', key: id, told: ['período en un cargo', 'períodos en cargos'] },
    { table: 'participants', column: 'person_id', key: id, told: ['reunión', 'reuniones'] },
    { table: 'contact_points', column: 'person_id', key: id, told: ['dato de contacto', 'datos de contacto'] },
    { table: 'internal_notes', column: 'subject_id', key: id, subject: 'person', told: ['nota interna', 'notas internas'] },
    { table: 'meeting_invitations', column: 'person_id', key: id, told: ['invitación', 'invitaciones'] },
  ],
  institution: [
    { table: 'positions', column: 'institution_id', key: id, told: ['cargo', 'cargos'] },
    { table: 'participants', column: 'institution_id', key: id, told: ['participación en reuniones', 'participaciones en reuniones'] },
    { table: 'meetings', column: 'organiser_id', key: id, told: ['reunión que organiza', 'reuniones que organiza'] },
    { table: 'meeting_series', column: 'organiser_id', key: id, told: ['serie que organiza', 'series que organiza'] },
    { table: 'commitments', column: 'debtor_id', key: id, told: ['compromiso que debe', 'compromisos que debe'] },
    { table: 'commitment_beneficiaries', column: 'institution_id', key: ['commitment_id'], told: ['compromiso que recibe', 'compromisos que recibe'] },
    { table: 'agreement_parties', column: 'institution_id', key: ['agreement_id', 'role'], told: ['acuerdo', 'acuerdos'] },
    { table: 'contact_points', column: 'institution_id', key: id, told: ['dato de contacto', 'datos de contacto'] },
    { table: 'internal_notes', column: 'subject_id', key: id, subject: 'institution', told: ['nota interna', 'notas internas'] },
    { table: 'connection_requests', column: 'asker_id', key: id, told: ['solicitud que hizo', 'solicitudes que hizo'] },
    { table: 'connection_requests', column: 'with_id', key: id, told: ['solicitud con ella', 'solicitudes con ella'] },
    { table: 'users', column: 'institution_id', key: id, told: ['cuenta de acceso', 'cuentas de acceso'] },
    { table: 'institutions', column: 'parent_id', key: id, told: ['institución que depende de ella', 'instituciones que dependen de ella'] },
    { table: 'institution_relations', column: 'from_id', key: id, told: ['relación', 'relaciones'] },
    { table: 'institution_relations', column: 'to_id', key: id, told: ['relación', 'relaciones'] },
    { table: 'jurisdictions', column: 'institution_id', key: ['commune_cut'], told: ['comuna que atiende', 'comunas que atiende'] },
    { table: 'agenda_items', column: 'proposed_by', key: id, told: ['punto de pauta que propuso', 'puntos de pauta que propuso'] },
    { table: 'commitments', column: 'receipt_institution_id', key: id, told: ['recepción que declaró', 'recepciones que declaró'] },
    { table: 'meeting_invitations', column: 'institution_id', key: id, told: ['invitación', 'invitaciones'] },
    { table: 'minutes_answers', column: 'institution_id', key: id, told: ['respuesta a un acta', 'respuestas a actas'] },
    { table: 'outbox', column: 'institution_id', key: id },
  ],
}

/** Text in which the id of a record is a value: query strings and JSON of what is still to be done. */
export const texts: Record<MergeKind, readonly { table: string; column: string; written: 'query' | 'json' }[]> = {
  person: [{ table: 'saved_views', column: 'query', written: 'query' }],
  institution: [
    { table: 'saved_views', column: 'query', written: 'query' },
    { table: 'calendar_feeds', column: 'filter', written: 'query' },
    { table: 'outbox', column: 'payload', written: 'json' },
  ],
}

/** What names a position: one that nothing names, and that has a twin, is not kept twice. */
export const positionLinks: readonly Pick<Link, 'table' | 'column'>[] = [
  { table: 'tenures', column: 'position_id' },
  { table: 'contact_points', column: 'position_id' },
  { table: 'participants', column: 'position_id' },
  { table: 'participants', column: 'on_behalf_of_position_id' },
  { table: 'commitments', column: 'responsible_position_id' },
  { table: 'commitments', column: 'accepted_position_id' },
  { table: 'meeting_invitations', column: 'position_id' },
  { table: 'reminders', column: 'position_id' },
  { table: 'users', column: 'position_id' },
  { table: 'positions', column: 'reports_to_id' },
  { table: 'internal_notes', column: 'subject_id' },
]

/** What names the exercise of a position. */
export const tenureLinks: readonly Pick<Link, 'table' | 'column'>[] = [
  { table: 'users', column: 'tenure_id' },
  { table: 'access_links', column: 'tenure_id' },
]
