-- Both engines read this file. Change of office for many posts at once.

create table handovers (
  id         text primary key,
  name       text not null,
  settings   text not null,
  state      text not null check (state in ('draft', 'applied', 'undone')),
  created_at text not null,
  created_by text not null references users (id),
  applied_at text,
  undone_at  text
);

create table handover_lines (
  handover_id       text not null references handovers (id) on delete cascade,
  position          integer not null,
  text              text not null,
  position_id       text references positions (id),
  person_id         text references people (id),
  names             text,
  starts_on         text,
  problem           text,
  ended_tenure_id   text references tenures (id) on delete set null,
  started_tenure_id text references tenures (id) on delete set null,
  before            text,
  primary key (handover_id, position)
);
