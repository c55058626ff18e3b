-- Both engines read this file. Lists as somebody wants them.

create table saved_views (
  id         text primary key,
  list       text not null,
  name       text not null,
  query      text not null,
  columns    text not null,
  owner_id   text references users (id) on delete cascade,
  is_default integer not null default 0 check (is_default in (0, 1)),
  sort       integer not null default 0,
  version    integer not null default 1,
  created_at text not null,
  created_by text not null references users (id),
  updated_at text not null,
  updated_by text not null references users (id)
);

create index saved_views_by_list on saved_views (list, owner_id);
