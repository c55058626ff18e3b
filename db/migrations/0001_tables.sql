-- Both engines read this file. Only text and integer: instants are ISO-8601 UTC text (…_at), days are YYYY-MM-DD (…_on),
-- local times are YYYY-MM-DDTHH:MM (…_local). Statements are separated by a blank line.

-- Territory ---------------------------------------------------------------------------------------------------------

create table regions (
  code       text primary key,
  name       text not null,
  short_name text not null,
  sort       integer not null,
  capital    text not null,
  zone       text not null
);

create table communes (
  cut         text primary key check (length(cut) = 5),
  name        text not null,
  province    text not null,
  region_code text not null references regions (code),
  zone        text not null,
  aliases     text not null,
  search_text text not null
);

create table holidays (
  id          text primary key,
  date_on     text not null,
  name        text not null,
  scope       text not null check (scope in ('national', 'regional', 'communal')),
  region_code text references regions (code),
  commune_cut text references communes (cut),
  law         text,
  status      text not null check (status in ('in_force', 'projected'))
);

create index holidays_by_date on holidays (date_on);

-- People who sign in -------------------------------------------------------------------------------------------------

create table users (
  id             text primary key,
  email          text not null unique,
  name           text not null,
  role           text not null check (role in ('coordinator', 'leader', 'executive', 'viewer', 'admin', 'system')),
  institution_id text,
  position_id    text,
  phone          text,
  password_hash  text,
  disabled_at    text,
  signed_in_at   text,
  version        integer not null default 1,
  created_at     text not null,
  created_by     text references users (id),
  updated_at     text not null,
  updated_by     text references users (id),
  check (role <> 'leader' or institution_id is not null)
);

-- The product itself, when it acts without a person: it can never sign in.
insert into users (id, email, name, role, created_at, updated_at)
values ('system', 'sistema@hilvan.invalid', 'Hilván', 'system', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z');

create table sessions (
  id_hash      text primary key,
  user_id      text not null references users (id) on delete cascade,
  created_at   text not null,
  last_seen_at text not null,
  expires_at   text not null,
  agent        text
);

create index sessions_by_user on sessions (user_id);

create table sign_in_attempts (
  id           text primary key,
  account      text not null,
  address      text not null,
  succeeded    integer not null check (succeeded in (0, 1)),
  attempted_at text not null
);

create index sign_in_attempts_by_account on sign_in_attempts (account, attempted_at);

create index sign_in_attempts_by_address on sign_in_attempts (address, attempted_at);

-- One-time links: an invitation or a new password. Only the hash of the secret is kept.
create table invitations (
  id         text primary key,
  user_id    text not null references users (id) on delete cascade,
  token_hash text not null unique,
  created_at text not null,
  created_by text references users (id),
  expires_at text not null,
  used_at    text
);

-- A form sent after its session had expired waits here until its author signs in again.
create table held_posts (
  id_hash    text primary key,
  user_id    text not null references users (id) on delete cascade,
  path       text not null,
  body       text not null,
  held_at    text not null
);

-- Each form carries an operation id: sent twice, it writes once.
create table operations (
  id      text primary key,
  user_id text not null references users (id),
  result  text not null,
  done_at text not null
);

create table folio_counters (
  prefix text not null,
  year   integer not null,
  last   integer not null,
  primary key (prefix, year)
);

-- The directory ------------------------------------------------------------------------------------------------------

create table institutions (
  id              text primary key,
  kind            text not null check (kind in ('municipality', 'gore', 'serviu', 'seremi', 'ministry', 'association',
                    'company', 'ngo', 'academia', 'community', 'other')),
  name            text not null,
  short_name      text not null,
  aliases         text not null default '',
  search_text     text not null,
  sort_text       text not null,
  parent_id       text references institutions (id),
  region_code     text references regions (code),
  commune_cut     text references communes (cut),
  network_status  text not null check (network_status in ('member', 'joining', 'external', 'withdrawn')),
  member_since_on text,
  network_status_on text,
  coordinator_id  text references users (id),
  archived_at     text,
  version         integer not null default 1,
  created_at      text not null,
  created_by      text references users (id),
  updated_at      text not null,
  updated_by      text references users (id)
);

create index institutions_by_sort on institutions (sort_text, id);

create index institutions_by_region on institutions (region_code, kind);

create table jurisdictions (
  institution_id text not null references institutions (id) on delete cascade,
  commune_cut    text not null references communes (cut),
  primary key (institution_id, commune_cut)
);

create table positions (
  id             text primary key,
  institution_id text not null references institutions (id),
  title          text not null,
  kind           text not null,
  unit           text,
  reports_to_id  text references positions (id),
  lobby_status   text not null check (lobby_status in ('by_law', 'by_resolution', 'to_verify', 'no')),
  lobby_year     integer,
  lobby_url      text,
  sort           integer not null default 0,
  search_text    text not null,
  abolished_on   text,
  version        integer not null default 1,
  created_at     text not null,
  created_by     text references users (id),
  updated_at     text not null,
  updated_by     text references users (id)
);

create index positions_by_institution on positions (institution_id, sort);

create table people (
  id             text primary key,
  given_names    text not null,
  first_surname  text not null,
  second_surname text,
  treatment      text,
  source         text not null,
  legal_basis    text not null,
  search_text    text not null,
  sort_text      text not null,
  verified_on    text,
  archived_at    text,
  version        integer not null default 1,
  created_at     text not null,
  created_by     text references users (id),
  updated_at     text not null,
  updated_by     text references users (id)
);

create index people_by_sort on people (sort_text, id);

-- ends_on is the last day in office; null while nobody knows it.
create table tenures (
  id          text primary key,
  position_id text not null references positions (id),
  person_id   text not null references people (id),
  kind        text not null check (kind in ('titular', 'subrogante', 'interino', 'suplente')),
  starts_on   text not null,
  ends_on     text,
  end_reason  text,
  source      text,
  version     integer not null default 1,
  created_at  text not null,
  created_by  text references users (id),
  updated_at  text not null,
  updated_by  text references users (id),
  check (ends_on is null or ends_on >= starts_on)
);

create index tenures_by_position on tenures (position_id, starts_on);

create index tenures_by_person on tenures (person_id, starts_on);

-- Who is in office is asked for more than who was.
create index tenures_by_end on tenures (ends_on, starts_on, position_id, person_id);

create table contact_points (
  id             text primary key,
  institution_id text references institutions (id),
  position_id    text references positions (id),
  person_id      text references people (id),
  kind           text not null check (kind in ('email', 'phone', 'whatsapp', 'address')),
  value          text not null,
  label          text,
  visibility     text not null check (visibility in ('network', 'team')),
  valid_from_on  text,
  valid_until_on text,
  version        integer not null default 1,
  created_at     text not null,
  created_by     text references users (id),
  updated_at     text not null,
  updated_by     text references users (id),
  check ((institution_id is not null and position_id is null and person_id is null)
      or (institution_id is null and position_id is not null and person_id is null)
      or (institution_id is null and position_id is null and person_id is not null))
);

create index contact_points_by_institution on contact_points (institution_id);

create index contact_points_by_position on contact_points (position_id);

create index contact_points_by_person on contact_points (person_id);

-- Meetings -----------------------------------------------------------------------------------------------------------

-- Truth is local time + zone; starts_at and ends_at are derived from them. Whole days use from_on and until_on (exclusive).
create table meetings (
  id            text primary key,
  folio         text not null unique,
  title         text not null,
  kind          text not null,
  state         text not null check (state in ('draft', 'called', 'in_progress', 'held', 'closed', 'suspended', 'cancelled')),
  start_local   text,
  end_local     text,
  zone          text not null,
  repeated_hour integer not null default 0 check (repeated_hour in (0, 1)),
  from_on       text,
  until_on      text,
  starts_at     text not null,
  ends_at       text not null,
  modality      text not null check (modality in ('in_person', 'video', 'phone', 'hybrid')),
  place         text,
  commune_cut   text references communes (cut),
  link          text,
  description   text,
  organiser_id  text references institutions (id),
  owner_id      text not null references users (id),
  reserved      integer not null default 0 check (reserved in (0, 1)),
  state_reason  text,
  uid           text not null unique,
  sequence      integer not null default 0,
  changed_at    text not null,
  logged_late   integer not null default 0 check (logged_late in (0, 1)),
  search_text   text not null,
  version       integer not null default 1,
  created_at    text not null,
  created_by    text not null references users (id),
  updated_at    text not null,
  updated_by    text not null references users (id),
  check ((start_local is not null and end_local is not null and from_on is null and until_on is null)
      or (start_local is null and end_local is null and from_on is not null and until_on is not null)),
  check (ends_at > starts_at)
);

create index meetings_by_start on meetings (starts_at, id);

create index meetings_by_owner on meetings (owner_id, starts_at);

create table participants (
  id                        text primary key,
  meeting_id                text not null references meetings (id) on delete cascade,
  institution_id            text references institutions (id),
  position_id               text references positions (id),
  person_id                 text references people (id),
  on_behalf_of_position_id  text references positions (id),
  name_then                 text,
  title_then                text,
  institution_then          text,
  invited                   integer not null default 1 check (invited in (0, 1)),
  rsvp                      text not null default 'pending' check (rsvp in ('pending', 'accepted', 'declined', 'tentative')),
  attended                  text not null default 'unknown' check (attended in ('unknown', 'present', 'excused', 'absent')),
  sort                      integer not null default 0,
  check (institution_id is not null or position_id is not null or person_id is not null or name_then is not null)
);

create index participants_by_meeting on participants (meeting_id, sort);

create index participants_by_institution on participants (institution_id, meeting_id);

create index participants_by_person on participants (person_id);

create index participants_by_position on participants (position_id);

create table agenda_items (
  id          text primary key,
  meeting_id  text not null references meetings (id) on delete cascade,
  sort        integer not null,
  title       text not null,
  minutes     integer,
  proposed_by text references institutions (id)
);

create index agenda_items_by_meeting on agenda_items (meeting_id, sort);

-- Shared words and internal words live in different columns: nothing outward selects internal_text.
create table minutes_entries (
  id            text primary key,
  meeting_id    text not null references meetings (id) on delete cascade,
  agenda_item_id text references agenda_items (id),
  sort          integer not null,
  kind          text not null check (kind in ('note', 'decision', 'agreement', 'commitment')),
  audience      text not null check (audience in ('shared', 'internal')),
  shared_text   text,
  internal_text text,
  created_at    text not null,
  created_by    text not null references users (id),
  check ((audience = 'shared' and shared_text is not null and internal_text is null)
      or (audience = 'internal' and internal_text is not null and shared_text is null))
);

create index minutes_entries_by_meeting on minutes_entries (meeting_id, sort);

-- Internal remarks about any record. A table of its own, so that no outward query can meet it by accident.
create table internal_notes (
  id            text primary key,
  subject_type  text not null,
  subject_id    text not null,
  internal_text text not null,
  created_at    text not null,
  created_by    text not null references users (id)
);

create index internal_notes_by_subject on internal_notes (subject_type, subject_id);

-- Agreements and commitments -----------------------------------------------------------------------------------------

create table agreements (
  id              text primary key,
  folio           text not null unique,
  kind            text not null check (kind in ('meeting_agreement', 'convenio', 'protocol', 'letter')),
  text            text not null,
  meeting_id      text references meetings (id),
  entry_id        text references minutes_entries (id),
  agreed_on       text not null,
  valid_until_on  text,
  override_state  text check (override_state in ('proposed', 'in_force', 'fulfilled', 'partly_fulfilled', 'breached', 'withdrawn', 'expired')),
  override_reason text,
  override_by     text references users (id),
  override_at     text,
  search_text     text not null,
  version         integer not null default 1,
  created_at      text not null,
  created_by      text not null references users (id),
  updated_at      text not null,
  updated_by      text not null references users (id),
  check (override_state is null or (override_reason is not null and override_by is not null and override_at is not null))
);

create index agreements_by_meeting on agreements (meeting_id);

create index agreements_by_date on agreements (agreed_on, id);

create table agreement_parties (
  agreement_id   text not null references agreements (id) on delete cascade,
  institution_id text not null references institutions (id),
  role           text not null check (role in ('obliged', 'beneficiary', 'guarantor', 'facilitator')),
  acceptance     text not null default 'pending' check (acceptance in ('pending', 'accepted', 'refused')),
  answered_at    text,
  sort           integer not null default 0,
  primary key (agreement_id, institution_id, role)
);

create index agreement_parties_by_institution on agreement_parties (institution_id);

-- Debtor is an institution, responsible a position: no column of this table references a person.
create table commitments (
  id                      text primary key,
  folio                   text not null unique,
  text                    text not null,
  agreement_id            text references agreements (id),
  meeting_id              text references meetings (id),
  debtor_id               text not null references institutions (id),
  responsible_position_id text references positions (id),
  follow_up_user_id       text not null references users (id),
  due_rule                text not null check (due_rule in ('date', 'habiles', 'corridos', 'corridos_prorroga', 'meses', 'next_session', 'none')),
  due_n                   integer,
  due_from_on             text,
  due_why                 text,
  due_on                  text,
  baseline_due_on         text,
  declared_state          text not null default 'proposed' check (declared_state in ('proposed', 'accepted', 'in_progress', 'delivered', 'dropped', 'not_ours')),
  declared_at             text,
  evidence_state          text not null default 'none' check (evidence_state in ('none', 'partial', 'verified')),
  verified_at             text,
  closed_on               text,
  drop_reason             text,
  moved_at                text not null,
  search_text             text not null,
  version                 integer not null default 1,
  created_at              text not null,
  created_by              text not null references users (id),
  updated_at              text not null,
  updated_by              text not null references users (id),
  check (declared_state <> 'dropped' or drop_reason is not null)
);

create index commitments_by_due on commitments (due_on, id);

-- Whole enough to count by state from the index alone.
create index commitments_by_debtor on commitments (debtor_id, due_on, declared_state, closed_on, follow_up_user_id);

-- What is open is a small part of what there has been, and most of what is asked for.
create index commitments_open on commitments (due_on, id, declared_state, debtor_id) where closed_on is null;

create index commitments_by_agreement on commitments (agreement_id);

create index commitments_by_meeting on commitments (meeting_id);

create index commitments_by_follow_up on commitments (follow_up_user_id, due_on, declared_state, debtor_id) where closed_on is null;

create table commitment_beneficiaries (
  commitment_id  text not null references commitments (id) on delete cascade,
  institution_id text not null references institutions (id),
  primary key (commitment_id, institution_id)
);

create index commitment_beneficiaries_by_institution on commitment_beneficiaries (institution_id);

-- Append-only: what anybody declared, asked or settled about a commitment.
create table commitment_updates (
  id             text primary key,
  commitment_id  text not null references commitments (id),
  kind           text not null check (kind in ('created', 'declared', 'evidence', 'verified', 'rejected', 'rescheduled', 'reopened', 'reassigned', 'note')),
  declared_state text,
  text           text,
  author_id      text not null references users (id),
  created_at     text not null
);

create index commitment_updates_by_commitment on commitment_updates (commitment_id, created_at);

create table reschedules (
  id            text primary key,
  commitment_id text not null references commitments (id),
  from_due_on   text,
  to_due_on     text not null,
  reason        text not null,
  state         text not null check (state in ('proposed', 'accepted', 'refused')),
  proposed_by   text not null references users (id),
  proposed_at   text not null,
  decided_by    text references users (id),
  decided_at    text,
  decision_note text
);

create index reschedules_by_commitment on reschedules (commitment_id, proposed_at);

-- The bytes lie in the file store under their SHA-256; the hash appears in no address.
create table files (
  id          text primary key,
  sha256      text not null,
  name        text not null,
  media_type  text not null,
  size        integer not null,
  uploaded_by text not null references users (id),
  uploaded_at text not null
);

create table evidence (
  id            text primary key,
  commitment_id text not null references commitments (id),
  kind          text not null check (kind in ('oficio', 'link', 'file', 'statement')),
  oficio_number text,
  oficio_on     text,
  url           text,
  file_id       text references files (id),
  note          text,
  provided_by   text not null references users (id),
  provided_at   text not null,
  check ((kind = 'oficio' and oficio_number is not null and oficio_on is not null)
      or (kind = 'link' and url is not null)
      or (kind = 'file' and file_id is not null)
      or (kind = 'statement' and note is not null))
);

create index evidence_by_commitment on evidence (commitment_id, provided_at);

create index evidence_by_file on evidence (file_id);

-- The memory ---------------------------------------------------------------------------------------------------------

-- One append-only table of events, chained by hash. detail is JSON; internal text never enters it.
create table activity (
  seq         integer primary key,
  id          text not null unique,
  action      text not null,
  actor_id    text not null references users (id),
  at          text not null,
  detail_hash text not null,
  hash        text not null
);

create table activity_details (
  seq    integer primary key references activity (seq),
  detail text not null,
  salt   text not null
);

create table activity_subjects (
  seq          integer not null references activity (seq),
  subject_type text not null,
  subject_id   text not null,
  primary key (subject_type, subject_id, seq)
);

create table activity_head (
  id   integer primary key check (id = 1),
  seq  integer not null,
  hash text not null
);

insert into activity_head (id, seq, hash) values (1, 0, '');

-- Calendars ----------------------------------------------------------------------------------------------------------

create table calendar_feeds (
  id             text primary key,
  user_id        text not null references users (id) on delete cascade,
  secret_hash    text not null,
  name           text not null,
  filter         text not null,
  detail         text not null check (detail in ('full', 'title', 'busy')),
  include_due    integer not null default 0 check (include_due in (0, 1)),
  created_at     text not null,
  expires_at     text not null,
  revoked_at     text,
  last_fetched_at text,
  last_agent     text
);

create index calendar_feeds_by_user on calendar_feeds (user_id);

-- What was last served to each feed: same key, same bytes, no rendering.
create table feed_versions (
  feed_id    text primary key references calendar_feeds (id) on delete cascade,
  key        text not null,
  body       text not null,
  etag       text not null,
  changed_at text not null
);

create table feed_fetches (
  feed_id    text not null references calendar_feeds (id) on delete cascade,
  window_at  text not null,
  count      integer not null,
  primary key (feed_id, window_at)
);

-- Rises with every write that a calendar may show: the cheap half of a feed's key.
create table revisions (
  name  text primary key,
  value integer not null
);

insert into revisions (name, value) values ('agenda', 1);
