-- Minutes, by versions. A draft has no content yet; closing freezes what leaves, with its hash. One draft at a time.
create table minutes (
  id              text primary key,
  meeting_id      text not null references meetings (id),
  number          integer not null check (number > 0),
  state           text not null check (state in ('draft', 'under_review', 'approved', 'amended')),
  reason          text,
  content         text,
  content_hash    text,
  started_at      text not null,
  started_by      text not null references users (id),
  closed_at       text,
  closed_by       text references users (id),
  review_until_on text,
  unique (meeting_id, number),
  check ((state = 'draft' and content is null and content_hash is null and closed_at is null and closed_by is null)
      or (state <> 'draft' and content is not null and content_hash is not null and closed_at is not null and closed_by is not null))
);

create unique index minutes_one_draft on minutes (meeting_id) where state = 'draft';

-- What is being typed, point by point; without a point, what belongs to none. Internal lines are among it: nothing
-- outward selects this table.
create table minutes_points (
  id             text primary key,
  minutes_id     text not null references minutes (id),
  agenda_item_id text references agenda_items (id),
  internal_text  text not null,
  version        integer not null default 1,
  updated_at     text not null,
  updated_by     text not null references users (id)
);

create unique index minutes_points_one on minutes_points (minutes_id, coalesce(agenda_item_id, ''));

-- What those who were there said of minutes under review. Silence is not a row.
create table minutes_answers (
  id             text primary key,
  minutes_id     text not null references minutes (id),
  institution_id text not null references institutions (id),
  kind           text not null check (kind in ('approved', 'observed')),
  point          integer,
  text           text,
  answered_on    text not null,
  recorded_at    text not null,
  recorded_by    text not null references users (id),
  check (kind = 'approved' or text is not null)
);

create index minutes_answers_by_minutes on minutes_answers (minutes_id, recorded_at);

-- What is to leave the house, a row a recipient; one key leaves at most once. Nothing sends it yet.
create table outbox (
  id             text primary key,
  key            text not null unique,
  topic          text not null,
  subject_type   text not null,
  subject_id     text not null,
  institution_id text references institutions (id),
  recipient      text not null,
  recipient_name text,
  subject        text not null,
  body           text not null,
  state          text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'withdrawn')),
  created_at     text not null,
  created_by     text not null references users (id)
);

create index outbox_by_subject on outbox (subject_type, subject_id);

-- An entry belongs to a version, and names what it registered: «C-2026-0412 C-2026-0413».
alter table minutes_entries add column minutes_number integer not null default 1;

alter table minutes_entries add column folios text not null default '';

-- A point that did not fit waits for another meeting; the point that takes it up says where it comes from.
alter table agenda_items add column deferred_at text;

alter table agenda_items add column carried_from_id text references agenda_items (id);
