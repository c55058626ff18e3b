-- Both engines read this file. Sheets that people bring, row by row, and what each row wrote.

-- Where each import stands. `settings` is JSON: sheet, header, columns, how days are written, choices made in bulk.
-- `remarks` is JSON: what was understood of the file. `left_behind` is what taking it back could not undo.
create table sheet_imports (
  id           text primary key,
  kind         text not null check (kind in ('people', 'members', 'positions', 'meetings')),
  name         text not null,
  format       text not null check (format in ('xlsx', 'csv', 'vcf', 'paste')),
  sha256       text not null,
  remarks      text not null,
  state        text not null check (state in ('uploaded', 'reviewed', 'running', 'applied', 'undone')),
  settings     text not null,
  created_at   text not null,
  created_by   text not null references users (id),
  applied_at   text,
  undone_at    text,
  undone_by    text references users (id),
  left_behind  text,
  version      integer not null default 1
);

create index sheet_imports_by_user on sheet_imports (created_by, created_at);

create index sheet_imports_by_content on sheet_imports (sha256);

-- What was read of the file, until it is written: `rows` is JSON, every row of the sheet.
create table sheet_import_sheets (
  import_id text not null references sheet_imports (id) on delete cascade,
  position  integer not null,
  name      text not null,
  rows      text not null,
  primary key (import_id, position)
);

-- One row of the file. `cells` is JSON as it was read, `fixed` what a person corrected, `problems` why it cannot go in,
-- `changes` what it would replace. `outcome` is what would become of it and, once `done`, what became of it.
create table sheet_import_rows (
  import_id text not null references sheet_imports (id) on delete cascade,
  position  integer not null,
  line      integer not null,
  label     text not null default '',
  cells     text not null,
  fixed     text,
  problems  text,
  changes   text,
  outcome   text check (outcome in ('created', 'updated', 'same', 'skipped', 'failed')),
  skipped   integer not null default 0 check (skipped in (0, 1)),
  done      integer not null default 0 check (done in (0, 1)),
  reason    text,
  primary key (import_id, position)
);

create index sheet_import_rows_by_outcome on sheet_import_rows (import_id, outcome, position);

-- What a row wrote: each record with its image before (null when it was created) and after, to take it back.
create table sheet_import_writes (
  import_id  text not null references sheet_imports (id) on delete cascade,
  seq        integer not null,
  position   integer not null,
  table_name text not null,
  record_id  text not null,
  before     text,
  after      text not null,
  primary key (import_id, seq)
);

create index sheet_import_writes_by_record on sheet_import_writes (record_id);
