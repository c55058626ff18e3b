-- Both engines read this file. Change of office for many posts at once.

-- A list that somebody pasted: which post it is about, and from which day when a line says none.
create table handovers (
  id          text primary key,
  name        text not null,
  post_kind   text not null,
  starts_on   text not null,
  source      text,
  state       text not null check (state in ('draft', 'applied', 'undone')),
  left_behind text,
  version     integer not null default 1,
  created_at  text not null,
  created_by  text not null references users (id),
  updated_at  text not null,
  updated_by  text not null references users (id),
  applied_at  text,
  undone_at   text
);

create index handovers_by_date on handovers (created_at);

-- One line of the list. `written` is JSON as it was pasted, `fixed` what a person corrected, `outcome` what became of it.
create table handover_lines (
  handover_id text not null references handovers (id) on delete cascade,
  position    integer not null,
  written     text not null,
  fixed       text,
  skipped     integer not null default 0 check (skipped in (0, 1)),
  outcome     text,
  primary key (handover_id, position)
);

-- What was written: each record with its image before (null when it was created) and after, to take it back.
create table handover_writes (
  handover_id text not null references handovers (id) on delete cascade,
  seq         integer not null,
  position    integer not null,
  table_name  text not null,
  record_id   text not null,
  before      text,
  after       text not null,
  primary key (handover_id, seq)
);
