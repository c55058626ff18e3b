-- What a search finds. One entry for each record: its own words, and the institutions beside it by their ids, so that a
-- rename moves one entry. What is internal never enters. Lexemes are folded words, the kind («@meetings») and those ids
-- («#imuni13102»). Triggers keep it true in the transaction that writes, whoever writes. `code` says the kind too, so that a list of
-- matches is sorted by numbers, which is ten times as quick as by words, and into kinds.

create table search_index (
  id        bigint generated always as identity primary key,
  kind      text not null,
  record_id text not null,
  code      bigint generated always as (id * 16 + case kind
    when 'people' then 1 when 'positions' then 2 when 'institutions' then 3 when 'meetings' then 4 when 'minutes' then 5
    when 'agreements' then 6 when 'commitments' then 7 when 'requests' then 8 else 9 end) stored,
  words     tsvector not null,
  unique (kind, record_id)
);

create index search_index_by_word on search_index using gin (words) with (fastupdate = off);

-- Words as app/lib/text.ts folds them; the marks above letters are taken away before anything is lowered, so that no locale counts.
create function search_words(text) returns text[] immutable language sql as $$
  select array(select distinct left(word, 60) from regexp_split_to_table(
    lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9\u00c0-\u1fff\u2c00-\u2dff\u3040-\ud7ff]+') as word where word <> '')
$$;

create view search_sources as
select 'people' as kind, id as record_id, search_text as words, '' as refs from people
union all select 'positions', id, search_text, 'i' || replace(institution_id, '-', '') from positions
union all select 'institutions', id, search_text, 'i' || replace(id, '-', '') from institutions
union all select 'meetings', id, search_text, coalesce((
    select string_agg('i' || replace(institution_id, '-', ''), ' ') from participants where meeting_id = meetings.id), '')
  from meetings
union all select 'minutes', id, shared_text, coalesce((
    select string_agg('i' || replace(institution_id, '-', ''), ' ') from participants where meeting_id = entry.meeting_id), '')
  from minutes_entries as entry where audience = 'shared'
union all select 'agreements', id, search_text, coalesce((
    select string_agg('i' || replace(institution_id, '-', ''), ' ') from agreement_parties where agreement_id = agreements.id), '')
  from agreements
union all select 'commitments', id, search_text, 'i' || replace(debtor_id, '-', '') || ' ' || coalesce((
    select string_agg('i' || replace(institution_id, '-', ''), ' ') from commitment_beneficiaries where commitment_id = commitments.id), '')
  from commitments
union all select 'requests', id, search_text, 'i' || replace(asker_id, '-', '') || coalesce(' i' || replace(with_id, '-', ''), '')
  from connection_requests
union all select 'files', evidence.id, files.name, 'i' || replace(commitments.debtor_id, '-', '') || ' ' || coalesce((
    select string_agg('i' || replace(institution_id, '-', ''), ' ') from commitment_beneficiaries where commitment_id = commitments.id), '')
  from evidence join files on files.id = evidence.file_id join commitments on commitments.id = evidence.commitment_id
  where evidence.withdrawn_at is null;

-- The plan of the whole view is made once for a connection, not again for each record: that costs four times as much as the rest.
create function search_write(of_kind text, of_id text) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  -- «O'Higgins» is found by «higgins» and by «ohiggins».
  insert into search_index (kind, record_id, words)
  select kind, record_id, array_to_tsvector(search_words(words) || search_words(replace(replace(words, '''', ''), '’', ''))
    || array['@' || kind] || array(select '#' || ref from regexp_split_to_table(refs, ' ') as ref where ref <> ''))
  from search_sources where kind = of_kind and record_id = of_id
  on conflict (kind, record_id) do update set words = excluded.words;
  if not found then
    delete from search_index where kind = of_kind and record_id = of_id;
  end if;
end
$$;

-- Called with the kind and the column that names the record.
create function search_follow() returns trigger language plpgsql as $$
declare
  was text := to_jsonb(old) ->> tg_argv[1];
  now text := to_jsonb(new) ->> tg_argv[1];
  one text;
begin
  foreach one in array array_remove(array[was, case when now is distinct from was then now end], null) loop
    perform search_write(tg_argv[0], one);
    if tg_argv[0] = 'meetings' and tg_table_name = 'participants' then
      perform search_write('minutes', id) from minutes_entries where meeting_id = one and audience = 'shared';
    elsif tg_argv[0] = 'commitments' then
      perform search_write('files', id) from evidence where commitment_id = one and file_id is not null;
    elsif tg_argv[0] = 'renamed' then
      perform search_write('files', id) from evidence where file_id = one;
    end if;
  end loop;
  return null;
end
$$;

create trigger search_people_follow after insert or delete or update of search_text on people
  for each row execute function search_follow('people', 'id');

create trigger search_positions_follow after insert or delete or update of search_text, institution_id on positions
  for each row execute function search_follow('positions', 'id');

create trigger search_institutions_follow after insert or delete or update of search_text on institutions
  for each row execute function search_follow('institutions', 'id');

create trigger search_meetings_follow after insert or delete or update of search_text on meetings
  for each row execute function search_follow('meetings', 'id');

create trigger search_minutes_entries_follow after insert or delete or update of shared_text, audience on minutes_entries
  for each row execute function search_follow('minutes', 'id');

create trigger search_agreements_follow after insert or delete or update of search_text on agreements
  for each row execute function search_follow('agreements', 'id');

create trigger search_commitments_follow after insert or delete or update of search_text, debtor_id on commitments
  for each row execute function search_follow('commitments', 'id');

create trigger search_connection_requests_follow after insert or delete or update of search_text, asker_id, with_id on connection_requests
  for each row execute function search_follow('requests', 'id');

create trigger search_participants_follow after insert or delete or update of meeting_id, institution_id on participants
  for each row execute function search_follow('meetings', 'meeting_id');

create trigger search_agreement_parties_follow after insert or delete or update of agreement_id, institution_id on agreement_parties
  for each row execute function search_follow('agreements', 'agreement_id');

create trigger search_commitment_beneficiaries_follow after insert or delete or update of commitment_id, institution_id on commitment_beneficiaries
  for each row execute function search_follow('commitments', 'commitment_id');

create trigger search_evidence_follow after insert or delete or update of file_id, commitment_id, withdrawn_at on evidence
  for each row execute function search_follow('files', 'id');

create trigger search_files_follow after update of name on files
  for each row execute function search_follow('renamed', 'id');

do $$
begin
  perform search_write(kind, record_id) from search_sources;
end
$$;
