-- Both engines read this file. What chases a promise until it is kept: dependencies, undo, access by link, reminders, and
-- requests for a connection.

-- A commitment may wait for another, and be a part of another.
alter table commitments add column blocked_by_id text references commitments (id);

alter table commitments add column parent_id text references commitments (id);

-- What was done last, for the board.
create index commitments_closed on commitments (closed_on desc, id, declared_state, debtor_id) where closed_on is not null;

create index commitments_by_blocker on commitments (blocked_by_id) where blocked_by_id is not null;

create index commitments_by_parent on commitments (parent_id) where parent_id is not null;

-- Who owes accepts it: when, by which position, in which way, and who wrote it down.
alter table commitments add column accepted_on text;

alter table commitments add column accepted_way text check (accepted_way in ('page', 'meeting', 'oficio', 'mail', 'phone', 'message'));

alter table commitments add column accepted_position_id text references positions (id);

alter table commitments add column accepted_user_id text references users (id);

-- What whoever receives it says of the last delivery, before the coordination verifies.
alter table commitments add column receipt text check (receipt in ('received', 'not_received'));

alter table commitments add column receipt_institution_id text references institutions (id);

-- What an act wrote over is kept with it, so that it can be undone by another act: `before` is JSON of the columns that
-- changed and of what it wrote beside them, `version` the one the act left, `batch_id` that of acts on several at once.
create table commitment_updates_kept (
  id             text primary key,
  commitment_id  text not null references commitments (id),
  kind           text not null check (kind in ('created', 'declared', 'evidence', 'verified', 'rejected', 'rescheduled', 'reopened',
                   'reassigned', 'note', 'blocked', 'unblocked', 'split', 'undone', 'received', 'not_received')),
  declared_state text,
  text           text,
  before         text,
  version        integer,
  batch_id       text,
  undoes_id      text unique references commitment_updates_kept (id),
  author_id      text not null references users (id),
  created_at     text not null
);

insert into commitment_updates_kept (id, commitment_id, kind, declared_state, text, author_id, created_at)
select id, commitment_id, kind, declared_state, text, author_id, created_at from commitment_updates;

drop table commitment_updates;

alter table commitment_updates_kept rename to commitment_updates;

create index commitment_updates_by_commitment on commitment_updates (commitment_id, created_at);

create index commitment_updates_by_batch on commitment_updates (batch_id) where batch_id is not null;

-- Evidence of an act that was undone proves nothing any more.
alter table evidence add column withdrawn_at text;

alter table evidence add column withdrawn_by text references users (id);

-- Access by link -----------------------------------------------------------------------------------------------------

-- Whoever comes by a link has no password: the account of a tenure ends with it, that of an errand holds one commitment.
alter table users add column tenure_id text references tenures (id);

alter table users add column errand_id text references commitments (id);

create unique index users_by_tenure on users (tenure_id) where tenure_id is not null and errand_id is null;

create index users_by_errand on users (errand_id) where errand_id is not null;

-- Each mail has its own, of which only the hash is kept. It is good while its tenure lasts.
create table access_links (
  id          text primary key,
  secret_hash text not null,
  user_id     text not null references users (id) on delete cascade,
  tenure_id   text not null references tenures (id) on delete cascade,
  created_at  text not null,
  created_by  text not null references users (id),
  expires_at  text not null,
  opened_at   text,
  revoked_at  text
);

create index access_links_by_user on access_links (user_id);

create index access_links_by_tenure on access_links (tenure_id);

-- The device that a link opened.
alter table sessions add column access_link_id text references access_links (id) on delete cascade;

create index sessions_by_access_link on sessions (access_link_id) where access_link_id is not null;

-- Reminders ----------------------------------------------------------------------------------------------------------

-- Days (negative: before) from the day a commitment is due, and who is told then.
create table ladder_steps (
  id      text primary key,
  days    integer not null,
  target  text not null check (target in ('responsible', 'superior', 'authority', 'agenda')),
  enabled integer not null default 1 check (enabled in (0, 1)),
  unique (days, target)
);

insert into ladder_steps (id, days, target) values
  ('before-7', -7, 'responsible'), ('after-1', 1, 'responsible'), ('after-7', 7, 'superior'), ('after-15', 15, 'authority'), ('after-30', 30, 'agenda');

-- What a step of the ladder did, once for each date a commitment had.
create table reminders (
  id            text primary key,
  commitment_id text not null references commitments (id),
  due_on        text not null,
  step_id       text not null references ladder_steps (id),
  done_on       text not null,
  position_id   text references positions (id),
  meeting_id    text references meetings (id) on delete set null,
  outbox_id     text references outbox (id),
  created_at    text not null,
  unique (commitment_id, due_on, step_id)
);

-- Nobody is reminded of a commitment while the last of its pauses lasts.
create table reminder_pauses (
  id            text primary key,
  commitment_id text not null references commitments (id),
  reason        text not null,
  until_on      text,
  paused_at     text not null,
  paused_by     text not null references users (id),
  resumed_at    text,
  resumed_by    text references users (id)
);

create index reminder_pauses_by_commitment on reminder_pauses (commitment_id, paused_at);

-- Whoever asked not to be written about something: a topic, or one commitment.
create table mail_silences (
  id            text primary key,
  address       text not null,
  topic         text not null,
  commitment_id text references commitments (id),
  created_at    text not null,
  lifted_at     text
);

create index mail_silences_by_address on mail_silences (address, topic);

-- The way out that each mail carries; only the hash is kept.
create table silence_links (
  id            text primary key,
  secret_hash   text not null,
  address       text not null,
  topic         text not null,
  commitment_id text references commitments (id),
  created_at    text not null,
  expires_at    text not null
);

-- What a mail is made of, as JSON, when its words are made as it leaves.
alter table outbox add column payload text;

-- What must happen once, on its day, whoever does it.
create table jobs (
  id          text primary key,
  kind        text not null,
  key         text not null unique,
  payload     text not null,
  state       text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'late')),
  run_at      text not null,
  not_after   text,
  attempts    integer not null default 0,
  worker      text,
  lease_until text,
  last_error  text,
  done_at     text,
  created_at  text not null
);

create index jobs_waiting on jobs (run_at, id) where state in ('queued', 'running');

-- What the network decides about itself: the hour of the digests, when nothing leaves.
create table settings (
  name       text primary key,
  value      text not null,
  updated_at text not null,
  updated_by text not null references users (id)
);

-- Requests for a connection ------------------------------------------------------------------------------------------

create table connection_requests (
  id                text primary key,
  folio             text not null unique,
  asker_id          text not null references institutions (id),
  with_kind         text not null check (with_kind in ('municipality', 'gore', 'serviu', 'seremi', 'ministry', 'association',
                      'company', 'ngo', 'academia', 'community', 'other')),
  with_id           text references institutions (id),
  subject           text not null,
  detail            text,
  state             text not null default 'received' check (state in ('received', 'in_progress', 'meeting_called', 'agreement', 'result', 'withdrawn')),
  outcome           text check (outcome in ('achieved', 'not_achieved')),
  outcome_text      text,
  follow_up_user_id text not null references users (id),
  meeting_id        text references meetings (id) on delete set null,
  agreement_id      text references agreements (id),
  received_on       text not null,
  closed_on         text,
  search_text       text not null,
  version           integer not null default 1,
  created_at        text not null,
  created_by        text not null references users (id),
  updated_at        text not null,
  updated_by        text not null references users (id),
  check ((state = 'result') = (outcome is not null)),
  check ((state in ('result', 'withdrawn')) = (closed_on is not null))
);

create index connection_requests_by_asker on connection_requests (asker_id, state);

create index connection_requests_by_state on connection_requests (state, received_on);

-- Append-only: each state it went through, since when and in whose words. An act that was mistaken is undone by another,
-- that writes again what was `before` (JSON of columns).
create table connection_request_steps (
  id         text primary key,
  request_id text not null references connection_requests (id),
  state      text not null check (state in ('received', 'in_progress', 'meeting_called', 'agreement', 'result', 'withdrawn')),
  text       text,
  before     text,
  undoes_id  text unique references connection_request_steps (id),
  author_id  text not null references users (id),
  created_at text not null
);

create index connection_request_steps_by_request on connection_request_steps (request_id, created_at);

create index connection_requests_by_meeting on connection_requests (meeting_id) where meeting_id is not null;

create index connection_requests_by_agreement on connection_requests (agreement_id) where agreement_id is not null;
