/** The tables as types, mirrored by hand from db/migrations. Types only: nothing here exists at run time. */

import type { Generated } from 'kysely'

export type RegionsTable = {
  code: string
  name: string
  short_name: string
  sort: number
  capital: string
  zone: string
}

export type CommunesTable = {
  cut: string
  name: string
  province: string
  region_code: string
  zone: string
  aliases: string
  search_text: string
}

export type HolidaysTable = {
  id: string
  date_on: string
  name: string
  scope: 'national' | 'regional' | 'communal'
  region_code: string | null
  commune_cut: string | null
  law: string | null
  status: 'in_force' | 'projected'
}

export type UsersTable = {
  id: string
  email: string
  name: string
  role: 'coordinator' | 'leader' | 'executive' | 'viewer' | 'admin' | 'system'
  institution_id: string | null
  position_id: string | null
  /** Of somebody who comes by a link: the tenure it lives with, and the only commitment an errand holds. */
  tenure_id: string | null
  errand_id: string | null
  /** The shared address that has the errand; null for a person. */
  mailbox: string | null
  phone: string | null
  password_hash: string | null
  disabled_at: string | null
  signed_in_at: string | null
  version: Generated<number>
  created_at: string
  created_by: string | null
  updated_at: string
  updated_by: string | null
}

export type SessionsTable = {
  id_hash: string
  user_id: string
  created_at: string
  last_seen_at: string
  expires_at: string
  agent: string | null
  access_link_id: string | null
}

export type SignInAttemptsTable = {
  id: string
  account: string
  address: string
  succeeded: 0 | 1
  attempted_at: string
}

export type InvitationsTable = {
  id: string
  user_id: string
  token_hash: string
  created_at: string
  created_by: string | null
  expires_at: string
  used_at: string | null
}

export type HeldPostsTable = {
  id_hash: string
  user_id: string
  path: string
  body: string
  held_at: string
}

export type OperationsTable = {
  id: string
  user_id: string
  result: string
  done_at: string
}

export type FolioCountersTable = {
  prefix: string
  year: number
  last: number
}

export type InstitutionsTable = {
  id: string
  kind: 'municipality' | 'gore' | 'serviu' | 'seremi' | 'ministry' | 'association' | 'company' | 'ngo' | 'academia' | 'community' | 'other'
  name: string
  short_name: string
  aliases: Generated<string>
  search_text: string
  sort_text: string
  parent_id: string | null
  region_code: string | null
  commune_cut: string | null
  network_status: 'member' | 'joining' | 'external' | 'withdrawn'
  member_since_on: string | null
  network_status_on: string | null
  coordinator_id: string | null
  archived_at: string | null
  /** Without dots, with its digit: «76123456-0». */
  rut: string | null
  version: Generated<number>
  created_at: string
  created_by: string | null
  updated_at: string
  updated_by: string | null
}

export type JurisdictionsTable = {
  institution_id: string
  commune_cut: string
}

export type PositionsTable = {
  id: string
  institution_id: string
  title: string
  kind: string
  unit: string | null
  reports_to_id: string | null
  lobby_status: 'by_law' | 'by_resolution' | 'to_verify' | 'no'
  lobby_year: number | null
  lobby_url: string | null
  sort: Generated<number>
  search_text: string
  abolished_on: string | null
  version: Generated<number>
  created_at: string
  created_by: string | null
  updated_at: string
  updated_by: string | null
}

export type PeopleTable = {
  id: string
  given_names: string
  first_surname: string
  second_surname: string | null
  treatment: string | null
  source: string
  legal_basis: string
  search_text: string
  sort_text: string
  verified_on: string | null
  archived_at: string | null
  /** Without dots, with its digit: «12345678-5». */
  rut: string | null
  version: Generated<number>
  created_at: string
  created_by: string | null
  updated_at: string
  updated_by: string | null
}

export type TenuresTable = {
  id: string
  position_id: string
  person_id: string
  kind: 'titular' | 'subrogante' | 'interino' | 'suplente'
  starts_on: string
  ends_on: string | null
  end_reason: string | null
  source: string | null
  version: Generated<number>
  created_at: string
  created_by: string | null
  updated_at: string
  updated_by: string | null
}

export type ContactPointsTable = {
  id: string
  institution_id: string | null
  position_id: string | null
  person_id: string | null
  kind: 'email' | 'phone' | 'whatsapp' | 'address'
  value: string
  label: string | null
  visibility: 'network' | 'team'
  valid_from_on: string | null
  valid_until_on: string | null
  version: Generated<number>
  created_at: string
  created_by: string | null
  updated_at: string
  updated_by: string | null
}

export type MeetingsTable = {
  id: string
  folio: string
  title: string
  kind: string
  state: 'draft' | 'called' | 'in_progress' | 'held' | 'closed' | 'suspended' | 'cancelled'
  start_local: string | null
  end_local: string | null
  zone: string
  repeated_hour: Generated<0 | 1>
  from_on: string | null
  until_on: string | null
  starts_at: string
  ends_at: string
  modality: 'in_person' | 'video' | 'phone' | 'hybrid'
  place: string | null
  commune_cut: string | null
  link: string | null
  description: string | null
  organiser_id: string | null
  owner_id: string
  reserved: Generated<0 | 1>
  state_reason: string | null
  uid: string
  sequence: Generated<number>
  changed_at: string
  logged_late: Generated<0 | 1>
  search_text: string
  version: Generated<number>
  created_at: string
  created_by: string
  updated_at: string
  updated_by: string
  series_id: string | null
  series_local: string | null
  shows_guests: Generated<0 | 1>
  asked_sequence: number | null
}

export type MeetingSeriesTable = {
  id: string
  uid: string
  sequence: Generated<number>
  asked_sequence: number | null
  changed_at: string
  rule: string
  start_local: string
  end_local: string
  zone: string
  last_on: string
  holidays: 'keep' | 'skip' | 'move'
  title: string
  kind: string
  modality: 'in_person' | 'video' | 'phone' | 'hybrid'
  place: string | null
  commune_cut: string | null
  link: string | null
  description: string | null
  organiser_id: string | null
  owner_id: string
  reserved: Generated<0 | 1>
  shows_guests: Generated<0 | 1>
  continues_id: string | null
  version: Generated<number>
  created_at: string
  created_by: string
  updated_at: string
  updated_by: string
}

export type SeriesRemovalsTable = {
  series_id: string
  series_local: string
  why: 'holiday' | 'removed'
  reason: string | null
  removed_at: string
  removed_by: string
}

export type MeetingInvitationsTable = {
  id: string
  meeting_id: string | null
  series_id: string | null
  participant_id: string | null
  institution_id: string | null
  position_id: string | null
  person_id: string | null
  name: string
  email: string
  sent_sequence: number | null
  told: string | null
  withdrawn_at: string | null
  created_at: string
  created_by: string
}

export type AnswerLinksTable = {
  id: string
  invitation_id: string
  secret_hash: string
  created_at: string
  expires_at: string
}

export type InvitationAnswersTable = {
  id: string
  invitation_id: string
  series_local: string | null
  answer: 'accepted' | 'declined' | 'tentative' | 'proposed'
  text: string | null
  proposed_start: string | null
  proposed_end: string | null
  sequence: number
  via: 'link' | 'mail' | 'portal' | 'coordinator'
  message_id: string | null
  answered_at: string
}

export type MeetingSourcesTable = {
  source_uid: string
  source_recurrence: Generated<string>
  meeting_id: string | null
  series_id: string | null
  import_id: string | null
  sequence: number
  content_hash: string
  imported_at: string
  imported_by: string
  discarded_at: string | null
}

export type CalendarImportsTable = {
  id: string
  user_id: string
  name: string
  remarks: string
  created_at: string
  applied_at: string | null
  undone_at: string | null
}

export type CalendarImportEntriesTable = {
  import_id: string
  position: number
  line: number
  source_uid: string
  source_recurrence: Generated<string>
  outcome: 'created' | 'changed' | 'same' | 'ignored' | 'refused' | 'discarded'
  title: string
  reason: string | null
  entry: string | null
  meeting_id: string | null
  done: 'created' | 'changed' | 'discarded' | 'left' | null
  replaced: string | null
}

export type RunningFactsTable = {
  name: string
  value: string
}

export type ParticipantsTable = {
  id: string
  meeting_id: string
  institution_id: string | null
  position_id: string | null
  person_id: string | null
  on_behalf_of_position_id: string | null
  name_then: string | null
  title_then: string | null
  institution_then: string | null
  invited: Generated<0 | 1>
  rsvp: Generated<'pending' | 'accepted' | 'declined' | 'tentative'>
  attended: Generated<'unknown' | 'present' | 'excused' | 'absent'>
  sort: Generated<number>
  rsvp_sequence: number | null
  rsvp_at: string | null
}

export type AgendaItemsTable = {
  id: string
  meeting_id: string
  sort: number
  title: string
  minutes: number | null
  proposed_by: string | null
  deferred_at: string | null
  carried_from_id: string | null
}

export type MinutesTable = {
  id: string
  meeting_id: string
  number: number
  state: 'draft' | 'under_review' | 'approved' | 'amended'
  reason: string | null
  content: string | null
  content_hash: string | null
  started_at: string
  started_by: string
  closed_at: string | null
  closed_by: string | null
  review_until_on: string | null
}

export type MinutesPointsTable = {
  id: string
  minutes_id: string
  agenda_item_id: string | null
  internal_text: string
  version: Generated<number>
  updated_at: string
  updated_by: string
}

export type MinutesAnswersTable = {
  id: string
  minutes_id: string
  institution_id: string
  kind: 'approved' | 'observed'
  point: number | null
  text: string | null
  answered_on: string
  recorded_at: string
  recorded_by: string
}

export type OutboxTable = {
  id: string
  key: string
  message_id: string
  topic: string
  subject_type: string
  subject_id: string
  institution_id: string | null
  invitation_id: string | null
  recipient: string
  recipient_name: string | null
  subject: string
  body: string
  html: string | null
  calendar_method: 'REQUEST' | 'CANCEL' | null
  calendar_body: string | null
  tells: string | null
  state: Generated<'queued' | 'sending' | 'sent' | 'failed' | 'withdrawn' | 'late'>
  due_at: string
  not_after: string | null
  attempts: Generated<number>
  perhaps_left: Generated<0 | 1>
  worker: string | null
  lease_until: string | null
  last_error: string | null
  sent_at: string | null
  /** What the mail is made of, as JSON, when its words are made as it leaves. */
  payload: string | null
  created_at: string
  created_by: string
}

export type MinutesEntriesTable = {
  id: string
  meeting_id: string
  agenda_item_id: string | null
  sort: number
  kind: 'note' | 'decision' | 'agreement' | 'commitment'
  audience: 'shared' | 'internal'
  shared_text: string | null
  internal_text: string | null
  minutes_number: Generated<number>
  folios: Generated<string>
  created_at: string
  created_by: string
}

export type InternalNotesTable = {
  id: string
  subject_type: string
  subject_id: string
  internal_text: string
  created_at: string
  created_by: string
}

export type AgreementsTable = {
  id: string
  folio: string
  kind: 'meeting_agreement' | 'convenio' | 'protocol' | 'letter'
  text: string
  meeting_id: string | null
  entry_id: string | null
  agreed_on: string
  valid_until_on: string | null
  override_state: 'proposed' | 'in_force' | 'fulfilled' | 'partly_fulfilled' | 'breached' | 'withdrawn' | 'expired' | null
  override_reason: string | null
  override_by: string | null
  override_at: string | null
  search_text: string
  version: Generated<number>
  created_at: string
  created_by: string
  updated_at: string
  updated_by: string
}

export type AgreementPartiesTable = {
  agreement_id: string
  institution_id: string
  role: 'obliged' | 'beneficiary' | 'guarantor' | 'facilitator'
  acceptance: Generated<'pending' | 'accepted' | 'refused'>
  answered_at: string | null
  sort: Generated<number>
}

export type CommitmentsTable = {
  id: string
  folio: string
  text: string
  agreement_id: string | null
  meeting_id: string | null
  debtor_id: string
  responsible_position_id: string | null
  follow_up_user_id: string
  due_rule: 'date' | 'habiles' | 'corridos' | 'corridos_prorroga' | 'meses' | 'next_session' | 'none'
  due_n: number | null
  due_from_on: string | null
  due_why: string | null
  due_on: string | null
  baseline_due_on: string | null
  declared_state: Generated<'proposed' | 'accepted' | 'in_progress' | 'delivered' | 'dropped' | 'not_ours'>
  declared_at: string | null
  evidence_state: Generated<'none' | 'partial' | 'verified'>
  verified_at: string | null
  closed_on: string | null
  drop_reason: string | null
  blocked_by_id: string | null
  parent_id: string | null
  accepted_on: string | null
  accepted_way: 'page' | 'meeting' | 'oficio' | 'mail' | 'phone' | 'message' | null
  accepted_position_id: string | null
  accepted_user_id: string | null
  receipt: 'received' | 'not_received' | null
  receipt_institution_id: string | null
  moved_at: string
  search_text: string
  version: Generated<number>
  created_at: string
  created_by: string
  updated_at: string
  updated_by: string
}

export type CommitmentBeneficiariesTable = {
  commitment_id: string
  institution_id: string
}

export type CommitmentUpdatesTable = {
  id: string
  commitment_id: string
  kind: 'created' | 'declared' | 'evidence' | 'verified' | 'rejected' | 'rescheduled' | 'reopened' | 'reassigned' | 'note'
    | 'blocked' | 'unblocked' | 'split' | 'undone' | 'received' | 'not_received'
  declared_state: string | null
  text: string | null
  /** JSON of the columns the act wrote over; `version` is the one it left. */
  before: string | null
  version: number | null
  batch_id: string | null
  undoes_id: string | null
  author_id: string
  created_at: string
}

export type ReschedulesTable = {
  id: string
  commitment_id: string
  from_due_on: string | null
  to_due_on: string
  reason: string
  state: 'proposed' | 'accepted' | 'refused'
  proposed_by: string
  proposed_at: string
  decided_by: string | null
  decided_at: string | null
  decision_note: string | null
}

export type FilesTable = {
  id: string
  sha256: string
  name: string
  media_type: string
  size: number
  uploaded_by: string
  uploaded_at: string
}

export type EvidenceTable = {
  id: string
  commitment_id: string
  kind: 'oficio' | 'link' | 'file' | 'statement'
  oficio_number: string | null
  oficio_on: string | null
  url: string | null
  file_id: string | null
  note: string | null
  provided_by: string
  provided_at: string
  withdrawn_at: string | null
  withdrawn_by: string | null
}

export type ActivityTable = {
  seq: number
  id: string
  action: string
  actor_id: string
  at: string
  detail_hash: string
  hash: string
}

export type ActivityDetailsTable = {
  seq: number
  detail: string
  salt: string
}

export type ActivitySubjectsTable = {
  seq: number
  subject_type: string
  subject_id: string
}

export type ActivityHeadTable = {
  id: number
  seq: number
  hash: string
}

export type CalendarFeedsTable = {
  id: string
  user_id: string
  secret_hash: string
  name: string
  filter: string
  detail: 'full' | 'title' | 'busy'
  include_due: Generated<0 | 1>
  created_at: string
  expires_at: string
  revoked_at: string | null
  last_fetched_at: string | null
  last_agent: string | null
  expiry_warned_at: string | null
}

export type FeedVersionsTable = {
  feed_id: string
  key: string
  body: string
  etag: string
  changed_at: string
}

export type RevisionsTable = {
  name: string
  value: number
}

export type AccessLinksTable = {
  id: string
  secret_hash: string
  user_id: string
  tenure_id: string
  created_at: string
  created_by: string
  expires_at: string
  opened_at: string | null
  revoked_at: string | null
}

export type LadderStepsTable = {
  id: string
  /** From the day a commitment is due; negative before it. */
  days: number
  target: 'responsible' | 'superior' | 'authority' | 'agenda'
  enabled: Generated<0 | 1>
}

export type RemindersTable = {
  id: string
  commitment_id: string
  due_on: string
  step_id: string
  done_on: string
  position_id: string | null
  meeting_id: string | null
  outbox_id: string | null
  created_at: string
}

export type ReminderPausesTable = {
  id: string
  commitment_id: string
  reason: string
  until_on: string | null
  paused_at: string
  paused_by: string
  resumed_at: string | null
  resumed_by: string | null
}

export type MailSilencesTable = {
  id: string
  address: string
  topic: string
  commitment_id: string | null
  created_at: string
  lifted_at: string | null
}

export type SilenceLinksTable = {
  id: string
  secret_hash: string
  address: string
  topic: string
  commitment_id: string | null
  created_at: string
  expires_at: string
}

export type JobsTable = {
  id: string
  kind: string
  key: string
  payload: string
  state: Generated<'queued' | 'running' | 'done' | 'failed' | 'late'>
  run_at: string
  not_after: string | null
  attempts: Generated<number>
  worker: string | null
  lease_until: string | null
  last_error: string | null
  done_at: string | null
  created_at: string
}

export type SettingsTable = {
  name: string
  value: string
  updated_at: string
  updated_by: string
}

export type ConnectionRequestState = 'received' | 'in_progress' | 'meeting_called' | 'agreement' | 'result' | 'withdrawn'

export type ConnectionRequestsTable = {
  id: string
  folio: string
  asker_id: string
  with_kind: InstitutionsTable['kind']
  with_id: string | null
  subject: string
  detail: string | null
  state: Generated<ConnectionRequestState>
  outcome: 'achieved' | 'not_achieved' | null
  outcome_text: string | null
  follow_up_user_id: string
  meeting_id: string | null
  agreement_id: string | null
  received_on: string
  closed_on: string | null
  search_text: string
  version: Generated<number>
  created_at: string
  created_by: string
  updated_at: string
  updated_by: string
}

export type ConnectionRequestStepsTable = {
  id: string
  request_id: string
  state: ConnectionRequestState
  text: string | null
  /** JSON of the columns that the step wrote over. */
  before: string | null
  undoes_id: string | null
  author_id: string
  created_at: string
}

export type SheetImportsTable = {
  id: string
  kind: 'people' | 'members' | 'positions' | 'meetings'
  name: string
  format: 'xlsx' | 'csv' | 'vcf' | 'paste'
  sha256: string
  remarks: string
  state: 'uploaded' | 'reviewed' | 'running' | 'applied' | 'undone'
  settings: string
  created_at: string
  created_by: string
  applied_at: string | null
  undone_at: string | null
  undone_by: string | null
  left_behind: string | null
  version: Generated<number>
}

export type SheetImportSheetsTable = {
  import_id: string
  position: number
  name: string
  rows: string
}

export type SheetImportRowsTable = {
  import_id: string
  position: number
  line: number
  label: Generated<string>
  cells: string
  fixed: string | null
  problems: string | null
  changes: string | null
  outcome: 'created' | 'updated' | 'same' | 'skipped' | 'failed' | null
  skipped: Generated<0 | 1>
  done: Generated<0 | 1>
  reason: string | null
}

export type SheetImportWritesTable = {
  import_id: string
  seq: number
  position: number
  table_name: string
  record_id: string
  before: string | null
  after: string
}

export type MergesTable = {
  id: string
  kind: 'person' | 'institution'
  kept_id: string
  gone_id: string
  /** Empty once erased. */
  images: string
  moved: string
  created_at: string
  created_by: string
  undone_at: string | null
  undone_by: string | null
  erased_at: string | null
}

export type DistinctPairsTable = {
  kind: 'person' | 'institution'
  one_id: string
  other_id: string
  decided_at: string
  decided_by: string
}

export type HandoversTable = {
  id: string
  name: string
  post_kind: string
  starts_on: string
  source: string | null
  state: 'draft' | 'applied' | 'undone'
  left_behind: string | null
  version: Generated<number>
  created_at: string
  created_by: string
  updated_at: string
  updated_by: string
  applied_at: string | null
  undone_at: string | null
  erased_at: string | null
}

export type HandoverLinesTable = {
  handover_id: string
  position: number
  written: string
  fixed: string | null
  skipped: Generated<0 | 1>
  outcome: string | null
}

export type HandoverWritesTable = {
  handover_id: string
  seq: number
  position: number
  table_name: string
  record_id: string
  before: string | null
  after: string
}

export type SavedViewsTable = {
  id: string
  list: string
  name: string
  query: string
  columns: string
  owner_id: string | null
  is_default: Generated<0 | 1>
  removed_at: string | null
  version: Generated<number>
  created_at: string
  created_by: string
  updated_at: string
  updated_by: string
}

export type BulkEditsTable = {
  id: string
  act: string
  value: string | null
  created_at: string
  created_by: string
  undone_at: string | null
}

export type BulkEditRowsTable = {
  bulk_edit_id: string
  subject_id: string
  before: string | null
  version: number
}

export type ApiTokensTable = {
  id: string
  user_id: string
  name: string
  secret_hash: string
  scopes: string
  created_at: string
  expires_at: string
  revoked_at: string | null
  last_used_at: string | null
  last_agent: string | null
}

export type InstitutionRelationsTable = {
  id: string
  from_id: string
  to_id: string
  kind: 'member_of' | 'associated_with'
  starts_on: string | null
  ends_on: string | null
  source: string | null
  created_at: string
  created_by: string
  ended_at: string | null
  ended_by: string | null
}

export type ConveniosTable = {
  agreement_id: string
  stage: 'draft' | 'legal_review' | 'observed' | 'corrected' | 'cleared' | 'council_agenda' | 'council_approved' | 'council_rejected' | 'signing' | 'signed' | 'decreed' | 'in_force' | 'amended' | 'extended' | 'expired' | 'terminated' | 'mutual_termination'
  convenio_type: 'framework' | 'collaboration' | 'transfer' | 'mandate' | 'programming' | null
  /** Whole pesos. */
  amount_clp: number | null
  /** Hundredths of UTM. */
  amount_utm: number | null
  starts_on: string | null
  signed_on: string | null
  council_number: string | null
  council_on: string | null
  council_for: number | null
  council_against: number | null
  council_abstained: number | null
  /** What the legal office answered when the law leaves it open. */
  legal_opinion: string | null
  decree_number: string | null
  decree_on: string | null
  renewal_notice_days: number | null
  /** The convenio that this one extends. */
  extends_id: string | null
}

export type ConvenioStagesTable = {
  id: string
  agreement_id: string
  stage: string
  text: string | null
  author_id: string
  created_at: string
}

export type IndicatorValuesTable = {
  name: string
  period: string
  value: number
  source: string
}

export type Database = {
  regions: RegionsTable
  communes: CommunesTable
  holidays: HolidaysTable
  users: UsersTable
  sessions: SessionsTable
  sign_in_attempts: SignInAttemptsTable
  invitations: InvitationsTable
  held_posts: HeldPostsTable
  operations: OperationsTable
  folio_counters: FolioCountersTable
  institutions: InstitutionsTable
  jurisdictions: JurisdictionsTable
  positions: PositionsTable
  people: PeopleTable
  tenures: TenuresTable
  contact_points: ContactPointsTable
  meetings: MeetingsTable
  meeting_series: MeetingSeriesTable
  series_removals: SeriesRemovalsTable
  participants: ParticipantsTable
  meeting_invitations: MeetingInvitationsTable
  answer_links: AnswerLinksTable
  invitation_answers: InvitationAnswersTable
  meeting_sources: MeetingSourcesTable
  calendar_imports: CalendarImportsTable
  calendar_import_entries: CalendarImportEntriesTable
  agenda_items: AgendaItemsTable
  minutes: MinutesTable
  minutes_points: MinutesPointsTable
  minutes_answers: MinutesAnswersTable
  minutes_entries: MinutesEntriesTable
  internal_notes: InternalNotesTable
  agreements: AgreementsTable
  agreement_parties: AgreementPartiesTable
  commitments: CommitmentsTable
  commitment_beneficiaries: CommitmentBeneficiariesTable
  commitment_updates: CommitmentUpdatesTable
  reschedules: ReschedulesTable
  files: FilesTable
  evidence: EvidenceTable
  activity: ActivityTable
  activity_details: ActivityDetailsTable
  activity_subjects: ActivitySubjectsTable
  activity_head: ActivityHeadTable
  calendar_feeds: CalendarFeedsTable
  feed_versions: FeedVersionsTable
  outbox: OutboxTable
  revisions: RevisionsTable
  running_facts: RunningFactsTable
  access_links: AccessLinksTable
  ladder_steps: LadderStepsTable
  reminders: RemindersTable
  reminder_pauses: ReminderPausesTable
  mail_silences: MailSilencesTable
  silence_links: SilenceLinksTable
  jobs: JobsTable
  settings: SettingsTable
  connection_requests: ConnectionRequestsTable
  connection_request_steps: ConnectionRequestStepsTable
  sheet_imports: SheetImportsTable
  sheet_import_sheets: SheetImportSheetsTable
  sheet_import_rows: SheetImportRowsTable
  sheet_import_writes: SheetImportWritesTable
  merges: MergesTable
  distinct_pairs: DistinctPairsTable
  handovers: HandoversTable
  handover_lines: HandoverLinesTable
  handover_writes: HandoverWritesTable
  saved_views: SavedViewsTable
  bulk_edits: BulkEditsTable
  bulk_edit_rows: BulkEditRowsTable
  api_tokens: ApiTokensTable
  institution_relations: InstitutionRelationsTable
  convenios: ConveniosTable
  convenio_stages: ConvenioStagesTable
  indicator_values: IndicatorValuesTable
}
