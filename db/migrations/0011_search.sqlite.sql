-- What a search finds. One entry for each record: its own words, and the institutions beside it by their ids, so that a
-- rename moves one entry. What is internal never enters. `refs` holds the kind («kmeetings») and those ids («imuni13102»).
-- Triggers keep it true in the transaction that writes, whoever writes. Letters are folded by the tokenizer. `code` is the row of an
-- entry in the index: it says the kind too, so that a list of matches is sorted into kinds without reading the entries.

create table search_entries (
  id        integer primary key,
  kind      text not null,
  record_id text not null,
  turn      integer not null default 0,
  code      integer generated always as (id * 16 + case kind
    when 'people' then 1 when 'positions' then 2 when 'institutions' then 3 when 'meetings' then 4 when 'minutes' then 5
    when 'agreements' then 6 when 'commitments' then 7 when 'requests' then 8 else 9 end) virtual,
  unique (kind, record_id)
);

create virtual table search_index using fts5 (
  words, refs, content = '', contentless_delete = 1, detail = 'column', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

create view search_sources as
select 'people' as kind, id as record_id, search_text as words, '' as refs from people
union all select 'positions', id, search_text, 'i' || replace(institution_id, '-', '') from positions
union all select 'institutions', id, search_text, 'i' || replace(id, '-', '') from institutions
union all select 'meetings', id, search_text, coalesce((
    select group_concat('i' || replace(institution_id, '-', ''), ' ') from participants where meeting_id = meetings.id), '')
  from meetings
union all select 'minutes', id, shared_text, coalesce((
    select group_concat('i' || replace(institution_id, '-', ''), ' ') from participants where meeting_id = entry.meeting_id), '')
  from minutes_entries as entry where audience = 'shared'
union all select 'agreements', id, search_text, coalesce((
    select group_concat('i' || replace(institution_id, '-', ''), ' ') from agreement_parties where agreement_id = agreements.id), '')
  from agreements
union all select 'commitments', id, search_text, 'i' || replace(debtor_id, '-', '') || ' ' || coalesce((
    select group_concat('i' || replace(institution_id, '-', ''), ' ') from commitment_beneficiaries where commitment_id = commitments.id), '')
  from commitments
union all select 'requests', id, search_text, 'i' || replace(asker_id, '-', '') || coalesce(' i' || replace(with_id, '-', ''), '')
  from connection_requests
union all select 'files', evidence.id, files.name, 'i' || replace(commitments.debtor_id, '-', '') || ' ' || coalesce((
    select group_concat('i' || replace(institution_id, '-', ''), ' ') from commitment_beneficiaries where commitment_id = commitments.id), '')
  from evidence join files on files.id = evidence.file_id join commitments on commitments.id = evidence.commitment_id
  where evidence.withdrawn_at is null;

-- «O'Higgins» is found by «higgins» and by «ohiggins».
create trigger search_entries_written after insert on search_entries
begin
  insert into search_index (rowid, words, refs)
  select new.code, words || case when words like '%''%' or words like '%’%' then ' ' || replace(replace(words, '''', ''), '’', '') else '' end, 'k' || kind || ' ' || refs
  from search_sources where kind = new.kind and record_id = new.record_id;
end;

create trigger search_entries_rewritten after update on search_entries
begin
  delete from search_index where rowid = new.code;
  insert into search_index (rowid, words, refs)
  select new.code, words || case when words like '%''%' or words like '%’%' then ' ' || replace(replace(words, '''', ''), '’', '') else '' end, 'k' || kind || ' ' || refs
  from search_sources where kind = new.kind and record_id = new.record_id;
end;

create trigger search_entries_removed after delete on search_entries
begin
  delete from search_index where rowid = old.code;
end;

create trigger search_people_added after insert on people
begin
  insert into search_entries (kind, record_id) values ('people', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_people_changed after update of search_text on people
begin
  insert into search_entries (kind, record_id) values ('people', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_people_removed after delete on people
begin
  delete from search_entries where kind = 'people' and record_id = old.id;
end;

create trigger search_positions_added after insert on positions
begin
  insert into search_entries (kind, record_id) values ('positions', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_positions_changed after update of search_text, institution_id on positions
begin
  insert into search_entries (kind, record_id) values ('positions', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_positions_removed after delete on positions
begin
  delete from search_entries where kind = 'positions' and record_id = old.id;
end;

create trigger search_institutions_added after insert on institutions
begin
  insert into search_entries (kind, record_id) values ('institutions', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_institutions_changed after update of search_text on institutions
begin
  insert into search_entries (kind, record_id) values ('institutions', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_institutions_removed after delete on institutions
begin
  delete from search_entries where kind = 'institutions' and record_id = old.id;
end;

create trigger search_meetings_added after insert on meetings
begin
  insert into search_entries (kind, record_id) values ('meetings', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_meetings_changed after update of search_text on meetings
begin
  insert into search_entries (kind, record_id) values ('meetings', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_meetings_removed after delete on meetings
begin
  delete from search_entries where kind = 'meetings' and record_id = old.id;
end;

create trigger search_minutes_entries_added after insert on minutes_entries
when new.audience = 'shared'
begin
  insert into search_entries (kind, record_id) values ('minutes', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_minutes_entries_changed after update of shared_text, audience on minutes_entries
begin
  insert into search_entries (kind, record_id) values ('minutes', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_minutes_entries_removed after delete on minutes_entries
begin
  delete from search_entries where kind = 'minutes' and record_id = old.id;
end;

create trigger search_agreements_added after insert on agreements
begin
  insert into search_entries (kind, record_id) values ('agreements', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_agreements_changed after update of search_text on agreements
begin
  insert into search_entries (kind, record_id) values ('agreements', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_agreements_removed after delete on agreements
begin
  delete from search_entries where kind = 'agreements' and record_id = old.id;
end;

create trigger search_commitments_added after insert on commitments
begin
  insert into search_entries (kind, record_id) values ('commitments', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_commitments_changed after update of search_text, debtor_id on commitments
begin
  insert into search_entries (kind, record_id) values ('commitments', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
  update search_entries set turn = turn + 1 where kind = 'files' and record_id in (select id from evidence where commitment_id = new.id and file_id is not null);
end;

create trigger search_commitments_removed after delete on commitments
begin
  delete from search_entries where kind = 'commitments' and record_id = old.id;
end;

create trigger search_connection_requests_added after insert on connection_requests
begin
  insert into search_entries (kind, record_id) values ('requests', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_connection_requests_changed after update of search_text, asker_id, with_id on connection_requests
begin
  insert into search_entries (kind, record_id) values ('requests', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_connection_requests_removed after delete on connection_requests
begin
  delete from search_entries where kind = 'requests' and record_id = old.id;
end;

-- Who stands beside a record.
create trigger search_participants_added after insert on participants
begin
  update search_entries set turn = turn + 1 where kind = 'meetings' and record_id = new.meeting_id;
  update search_entries set turn = turn + 1 where kind = 'minutes' and record_id in (select id from minutes_entries where meeting_id = new.meeting_id and audience = 'shared');
end;

create trigger search_participants_changed after update of meeting_id, institution_id on participants
when new.meeting_id <> old.meeting_id or new.institution_id is not old.institution_id
begin
  update search_entries set turn = turn + 1 where kind = 'meetings' and record_id = old.meeting_id;
  update search_entries set turn = turn + 1 where kind = 'minutes' and record_id in (select id from minutes_entries where meeting_id = old.meeting_id and audience = 'shared');
  update search_entries set turn = turn + 1 where kind = 'meetings' and record_id = new.meeting_id;
  update search_entries set turn = turn + 1 where kind = 'minutes' and record_id in (select id from minutes_entries where meeting_id = new.meeting_id and audience = 'shared');
end;

create trigger search_participants_removed after delete on participants
begin
  update search_entries set turn = turn + 1 where kind = 'meetings' and record_id = old.meeting_id;
  update search_entries set turn = turn + 1 where kind = 'minutes' and record_id in (select id from minutes_entries where meeting_id = old.meeting_id and audience = 'shared');
end;

create trigger search_agreement_parties_added after insert on agreement_parties
begin
  update search_entries set turn = turn + 1 where kind = 'agreements' and record_id = new.agreement_id;
end;

create trigger search_agreement_parties_changed after update of agreement_id, institution_id on agreement_parties
when new.agreement_id <> old.agreement_id or new.institution_id is not old.institution_id
begin
  update search_entries set turn = turn + 1 where kind = 'agreements' and record_id = old.agreement_id;
  update search_entries set turn = turn + 1 where kind = 'agreements' and record_id = new.agreement_id;
end;

create trigger search_agreement_parties_removed after delete on agreement_parties
begin
  update search_entries set turn = turn + 1 where kind = 'agreements' and record_id = old.agreement_id;
end;

create trigger search_commitment_beneficiaries_added after insert on commitment_beneficiaries
begin
  update search_entries set turn = turn + 1 where kind = 'commitments' and record_id = new.commitment_id;
  update search_entries set turn = turn + 1 where kind = 'files' and record_id in (select id from evidence where commitment_id = new.commitment_id and file_id is not null);
end;

create trigger search_commitment_beneficiaries_changed after update of commitment_id, institution_id on commitment_beneficiaries
when new.commitment_id <> old.commitment_id or new.institution_id is not old.institution_id
begin
  update search_entries set turn = turn + 1 where kind = 'commitments' and record_id = old.commitment_id;
  update search_entries set turn = turn + 1 where kind = 'files' and record_id in (select id from evidence where commitment_id = old.commitment_id and file_id is not null);
  update search_entries set turn = turn + 1 where kind = 'commitments' and record_id = new.commitment_id;
  update search_entries set turn = turn + 1 where kind = 'files' and record_id in (select id from evidence where commitment_id = new.commitment_id and file_id is not null);
end;

create trigger search_commitment_beneficiaries_removed after delete on commitment_beneficiaries
begin
  update search_entries set turn = turn + 1 where kind = 'commitments' and record_id = old.commitment_id;
  update search_entries set turn = turn + 1 where kind = 'files' and record_id in (select id from evidence where commitment_id = old.commitment_id and file_id is not null);
end;

-- A file is found by its name while its evidence stands.
create trigger search_evidence_added after insert on evidence
when new.file_id is not null
begin
  insert into search_entries (kind, record_id) values ('files', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_evidence_changed after update of file_id, commitment_id, withdrawn_at on evidence
when new.file_id is not null
begin
  insert into search_entries (kind, record_id) values ('files', new.id) on conflict (kind, record_id) do update set turn = turn + 1;
end;

create trigger search_evidence_removed after delete on evidence
begin
  delete from search_entries where kind = 'files' and record_id = old.id;
end;

create trigger search_files_changed after update of name on files
begin
  update search_entries set turn = turn + 1 where kind = 'files' and record_id in (select id from evidence where file_id = new.id);
end;

insert into search_entries (kind, record_id) select kind, record_id from search_sources order by record_id;
