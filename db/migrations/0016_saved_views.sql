-- Both engines read this file. Lists as somebody wants them, and what was changed on several records at once.

-- A view is an address with a name. Without owner it is the team's.
create table saved_views (
  id         text primary key,
  list       text not null,
  name       text not null,
  query      text not null,
  columns    text not null,
  owner_id   text references users (id) on delete cascade,
  is_default integer not null default 0 check (is_default in (0, 1)),
  -- Taken away, and for a day brought back.
  removed_at text,
  version    integer not null default 1,
  created_at text not null,
  created_by text not null references users (id),
  updated_at text not null,
  updated_by text not null references users (id)
);

create index saved_views_by_list on saved_views (list, owner_id);

create table bulk_edits (
  id         text primary key,
  act        text not null,
  -- What every record was given.
  value      text,
  created_at text not null,
  created_by text not null references users (id),
  undone_at  text
);

-- What each record had before, and the version in which it got the new one.
create table bulk_edit_rows (
  bulk_edit_id text not null references bulk_edits (id) on delete cascade,
  subject_id   text not null,
  before       text,
  version      integer not null,
  primary key (bulk_edit_id, subject_id)
);
