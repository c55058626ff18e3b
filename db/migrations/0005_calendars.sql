-- A series of meetings: its rule, its first and last local day, and what its dates have in common. Every date is a row
-- of meetings, with its own agenda, minutes and folio; calendars print them as one entry with this uid and sequence.
create table meeting_series (
  id              text primary key,
  uid             text not null unique,
  sequence        integer not null default 0,
  asked_sequence  integer,
  changed_at      text not null,
  rule            text not null,
  start_local     text not null,
  end_local       text not null,
  zone            text not null,
  last_on         text not null,
  holidays        text not null check (holidays in ('keep', 'skip', 'move')),
  title           text not null,
  kind            text not null,
  modality        text not null check (modality in ('in_person', 'video', 'phone', 'hybrid')),
  place           text,
  commune_cut     text references communes (cut),
  link            text,
  description     text,
  organiser_id    text references institutions (id),
  owner_id        text not null references users (id),
  reserved        integer not null default 0 check (reserved in (0, 1)),
  shows_guests    integer not null default 0 check (shows_guests in (0, 1)),
  continues_id    text references meeting_series (id),
  version         integer not null default 1,
  created_at      text not null,
  created_by      text not null references users (id),
  updated_at      text not null,
  updated_by      text not null references users (id)
);

-- series_local is the local start that the rule gives this date, whatever hour it was moved to afterwards.
alter table meetings add column series_id text references meeting_series (id);

alter table meetings add column series_local text;

create unique index meetings_by_series on meetings (series_id, series_local);

-- Dates of the rule that do not take place and never appear.
create table series_removals (
  series_id    text not null references meeting_series (id) on delete cascade,
  series_local text not null,
  why          text not null check (why in ('holiday', 'removed')),
  reason       text,
  removed_at   text not null,
  removed_by   text not null references users (id),
  primary key (series_id, series_local)
);

-- Whether invitations name everybody who is invited, and the sequence of the last one that went to all.
alter table meetings add column shows_guests integer not null default 0 check (shows_guests in (0, 1));

alter table meetings add column asked_sequence integer;

-- Who was invited by mail to a meeting or to a whole series, at which address, and what they were told the last time:
-- the sequence, and the facts as JSON. The row outlives the participant, so that whoever is taken off the list hears of
-- it. person_id is whose own address it is; null for the address of a post or of an institution.
create table meeting_invitations (
  id             text primary key,
  meeting_id     text references meetings (id) on delete cascade,
  series_id      text references meeting_series (id) on delete cascade,
  participant_id text references participants (id) on delete set null,
  institution_id text references institutions (id),
  position_id    text references positions (id),
  person_id      text references people (id),
  name           text not null,
  email          text not null,
  sent_sequence  integer,
  told           text,
  withdrawn_at   text,
  created_at     text not null,
  created_by     text not null references users (id),
  check ((meeting_id is not null and series_id is null) or (meeting_id is null and series_id is not null))
);

create index meeting_invitations_by_meeting on meeting_invitations (meeting_id);

create index meeting_invitations_by_series on meeting_invitations (series_id);

-- The secret of each mail's answer page: made when the mail leaves, kept as a hash.
create table answer_links (
  id            text primary key,
  invitation_id text not null references meeting_invitations (id) on delete cascade,
  secret_hash   text not null,
  created_at    text not null,
  expires_at    text not null
);

create index answer_links_by_invitation on answer_links (invitation_id);

-- What guests answered: append-only, the latest counts. series_local tells of one date of a series.
create table invitation_answers (
  id             text primary key,
  invitation_id  text not null references meeting_invitations (id),
  series_local   text,
  answer         text not null check (answer in ('accepted', 'declined', 'tentative', 'proposed')),
  text           text,
  proposed_start text,
  proposed_end   text,
  sequence       integer not null,
  via            text not null check (via in ('link', 'mail', 'portal', 'coordinator')),
  message_id     text unique,
  answered_at    text not null
);

create index invitation_answers_by_invitation on invitation_answers (invitation_id, answered_at);

-- Which sequence of the entry a guest answered to: an older one says «falta confirmar el cambio».
alter table participants add column rsvp_sequence integer;

alter table participants add column rsvp_at text;

-- What leaves the house, a row a recipient. A row is claimed with a lease, tried with growing pauses, and ends as sent,
-- failed, withdrawn, or late once its time has passed. Its Message-ID is written once.
create table outbox_rows (
  id              text primary key,
  key             text not null unique,
  message_id      text not null unique,
  topic           text not null,
  subject_type    text not null,
  subject_id      text not null,
  institution_id  text references institutions (id),
  invitation_id   text references meeting_invitations (id),
  recipient       text not null,
  recipient_name  text,
  subject         text not null,
  body            text not null,
  html            text,
  calendar_method text check (calendar_method in ('REQUEST', 'CANCEL')),
  calendar_body   text,
  state           text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'withdrawn', 'late')),
  due_at          text not null,
  not_after       text,
  attempts        integer not null default 0,
  worker          text,
  lease_until     text,
  last_error      text,
  sent_at         text,
  created_at      text not null,
  created_by      text not null references users (id),
  check ((calendar_method is null) = (calendar_body is null))
);

insert into outbox_rows (id, key, message_id, topic, subject_type, subject_id, institution_id, recipient, recipient_name,
  subject, body, state, due_at, created_at, created_by)
select id, key, id || '@agenda.hilvan', topic, subject_type, subject_id, institution_id, recipient, recipient_name, subject, body,
  case state when 'waiting' then 'queued' else state end, created_at, created_at, created_by
from outbox;

drop table outbox;

alter table outbox_rows rename to outbox;

create index outbox_by_subject on outbox (subject_type, subject_id);

create index outbox_ready on outbox (state, due_at, id);

create index outbox_by_invitation on outbox (invitation_id, id);

-- A file that was read and waits for somebody to confirm it; its entries are JSON of ours, never the file.
create table calendar_imports (
  id         text primary key,
  user_id    text not null references users (id),
  name       text not null,
  remarks    text not null,
  created_at text not null,
  applied_at text,
  undone_at  text
);

create index calendar_imports_by_user on calendar_imports (user_id, created_at);

-- Where an imported entry came from, and which import last wrote it. A discarded one is remembered, and offered back.
-- A rule that no series of ours can follow leaves one row for the entry and one for each of its dates.
create table meeting_sources (
  source_uid        text not null,
  source_recurrence text not null default '',
  meeting_id        text references meetings (id) on delete set null,
  series_id         text references meeting_series (id) on delete set null,
  import_id         text references calendar_imports (id) on delete set null,
  sequence          integer not null,
  content_hash      text not null,
  imported_at       text not null,
  imported_by       text not null references users (id),
  discarded_at      text,
  primary key (source_uid, source_recurrence)
);

create index meeting_sources_by_meeting on meeting_sources (meeting_id);

create index meeting_sources_by_import on meeting_sources (import_id);

-- What each entry of the file would do, and what was done with it. What a change replaced is kept, to take it back.
create table calendar_import_entries (
  import_id   text not null references calendar_imports (id) on delete cascade,
  position    integer not null,
  line        integer not null,
  source_uid  text not null,
  source_recurrence text not null default '',
  outcome     text not null check (outcome in ('created', 'changed', 'same', 'ignored', 'refused', 'discarded')),
  title       text not null,
  reason      text,
  entry       text,
  meeting_id  text references meetings (id) on delete set null,
  done        text check (done in ('created', 'changed', 'discarded', 'left')),
  replaced    text,
  primary key (import_id, position)
);

-- How often a feed is asked for is counted in memory: a write to disk for every question cost more than the answer.
drop table feed_fetches;

-- What was last served to each feed, made again with its text at the end: before what is asked all day, a megabyte had
-- to be walked through. The texts themselves are rendered when they are asked for.
drop table feed_versions;

create table feed_versions (
  feed_id    text primary key references calendar_feeds (id) on delete cascade,
  key        text not null,
  etag       text not null,
  changed_at text not null,
  body       text not null
);

-- A feed that is about to expire says so once.
alter table calendar_feeds add column expiry_warned_at text;

-- What the running product must remember between starts: the tables of zones it derived instants with.
create table running_facts (
  name  text primary key,
  value text not null
);
