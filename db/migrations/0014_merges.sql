-- Both engines read this file. Two records that are one, and pairs that are two.

-- Both row images whole, and every link that was moved, as JSON: for 30 days a merge can be taken back.
create table merges (
  id         text primary key,
  kind       text not null check (kind in ('person', 'institution')),
  kept_id    text not null,
  gone_id    text not null,
  images     text not null,
  moved      text not null,
  created_at text not null,
  created_by text not null references users (id),
  undone_at  text,
  undone_by  text references users (id)
);

create index merges_by_kept on merges (kind, kept_id);

create index merges_by_gone on merges (kind, gone_id);

-- Pairs that somebody looked at and found to be two.
create table distinct_pairs (
  kind       text not null check (kind in ('person', 'institution')),
  one_id     text not null,
  other_id   text not null,
  decided_at text not null,
  decided_by text not null references users (id),
  primary key (kind, one_id, other_id)
);

-- Who may be somebody already known is found by the folded first surname, and by what reaches them.
create index people_by_folded_name on people (replace(sort_text, '~', ''));

create index contact_points_by_value on contact_points (value);
