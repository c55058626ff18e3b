-- What check constraints cannot say. The same guards for SQLite are in 0002_guards.sqlite.sql.

create function refuse() returns trigger language plpgsql as $$
begin
  raise exception '%', tg_argv[0] using errcode = 'P0001';
end $$;

create function tenures_one_titular() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext(new.position_id));
  if exists (
    select 1 from tenures other
    where other.position_id = new.position_id and other.kind = 'titular' and other.id <> new.id
      and other.starts_on <= coalesce(new.ends_on, '9999-12-31')
      and coalesce(other.ends_on, '9999-12-31') >= new.starts_on) then
    raise exception 'tenures_one_titular' using errcode = 'P0001';
  end if;
  return new;
end $$;

create trigger tenures_one_titular before insert or update on tenures
  for each row when (new.kind = 'titular') execute function tenures_one_titular();

create trigger commitments_baseline_once before update of baseline_due_on on commitments
  for each row when (old.baseline_due_on is not null and new.baseline_due_on is distinct from old.baseline_due_on)
  execute function refuse('commitments_baseline_once');

create trigger meetings_uid_once before update of uid on meetings
  for each row when (new.uid <> old.uid) execute function refuse('meetings_uid_once');

create trigger meetings_sequence_rises before update of sequence on meetings
  for each row when (new.sequence < old.sequence) execute function refuse('meetings_sequence_rises');

create trigger commitment_updates_append_only before update or delete on commitment_updates
  for each row execute function refuse('commitment_updates_append_only');

create trigger activity_append_only before update or delete on activity
  for each row execute function refuse('activity_append_only');

create trigger activity_no_truncate before truncate on activity
  for each statement execute function refuse('activity_append_only');

create trigger activity_subjects_append_only before delete on activity_subjects
  for each row execute function refuse('activity_append_only');

create function meeting_is_closed(meeting text) returns boolean language sql stable as $$
  select exists (select 1 from meetings where id = meeting and state = 'closed')
$$;

create function refuse_when_closed() returns trigger language plpgsql as $$
begin
  if meeting_is_closed(old.meeting_id) then
    raise exception '%', tg_argv[0] using errcode = 'P0001';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger participants_frozen before update on participants
  for each row execute function refuse_when_closed('participants_frozen');

create trigger minutes_entries_frozen before update or delete on minutes_entries
  for each row execute function refuse_when_closed('minutes_entries_frozen');

create function minutes_entries_in_time() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from meetings where id = new.meeting_id and state in ('in_progress', 'held')) then
    raise exception 'minutes_entries_in_time' using errcode = 'P0001';
  end if;
  return new;
end $$;

create trigger minutes_entries_in_time before insert on minutes_entries
  for each row execute function minutes_entries_in_time();
