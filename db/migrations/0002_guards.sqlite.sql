-- What check constraints cannot say. The same guards for PostgreSQL are in 0002_guards.postgres.sql.

create trigger tenures_one_titular_insert before insert on tenures when new.kind = 'titular'
begin
  select raise(abort, 'tenures_one_titular') where exists (
    select 1 from tenures other
    where other.position_id = new.position_id and other.kind = 'titular' and other.id <> new.id
      and other.starts_on <= coalesce(new.ends_on, '9999-12-31')
      and coalesce(other.ends_on, '9999-12-31') >= new.starts_on);
end;

create trigger tenures_one_titular_update before update on tenures when new.kind = 'titular'
begin
  select raise(abort, 'tenures_one_titular') where exists (
    select 1 from tenures other
    where other.position_id = new.position_id and other.kind = 'titular' and other.id <> new.id
      and other.starts_on <= coalesce(new.ends_on, '9999-12-31')
      and coalesce(other.ends_on, '9999-12-31') >= new.starts_on);
end;

create trigger commitments_baseline_once before update of baseline_due_on on commitments
when old.baseline_due_on is not null and new.baseline_due_on is not old.baseline_due_on
begin
  select raise(abort, 'commitments_baseline_once');
end;

create trigger meetings_uid_once before update of uid on meetings when new.uid <> old.uid
begin
  select raise(abort, 'meetings_uid_once');
end;

create trigger meetings_sequence_rises before update of sequence on meetings when new.sequence < old.sequence
begin
  select raise(abort, 'meetings_sequence_rises');
end;

create trigger commitment_updates_append_only_update before update on commitment_updates
begin
  select raise(abort, 'commitment_updates_append_only');
end;

create trigger commitment_updates_append_only_delete before delete on commitment_updates
begin
  select raise(abort, 'commitment_updates_append_only');
end;

create trigger activity_append_only_update before update on activity
begin
  select raise(abort, 'activity_append_only');
end;

create trigger activity_append_only_delete before delete on activity
begin
  select raise(abort, 'activity_append_only');
end;

create trigger activity_subjects_append_only before delete on activity_subjects
begin
  select raise(abort, 'activity_append_only');
end;

create trigger participants_frozen before update on participants
when exists (select 1 from meetings where meetings.id = old.meeting_id and meetings.state = 'closed')
begin
  select raise(abort, 'participants_frozen');
end;

create trigger minutes_entries_frozen_update before update on minutes_entries
when exists (select 1 from meetings where meetings.id = old.meeting_id and meetings.state = 'closed')
begin
  select raise(abort, 'minutes_entries_frozen');
end;

create trigger minutes_entries_frozen_delete before delete on minutes_entries
when exists (select 1 from meetings where meetings.id = old.meeting_id and meetings.state = 'closed')
begin
  select raise(abort, 'minutes_entries_frozen');
end;

create trigger minutes_entries_in_time before insert on minutes_entries
when not exists (select 1 from meetings where meetings.id = new.meeting_id and meetings.state in ('in_progress', 'held'))
begin
  select raise(abort, 'minutes_entries_in_time');
end;
