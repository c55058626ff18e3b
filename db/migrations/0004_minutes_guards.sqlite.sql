-- A closed meeting takes lines only through a new version of its minutes; what was closed does not change.

drop trigger minutes_entries_in_time;

create trigger minutes_entries_in_time before insert on minutes_entries
when not exists (select 1 from meetings where meetings.id = new.meeting_id and meetings.state in ('in_progress', 'held'))
  and not exists (select 1 from minutes where minutes.meeting_id = new.meeting_id and minutes.state = 'draft'
    and minutes.number = new.minutes_number and minutes.number > 1)
begin
  select raise(abort, 'minutes_entries_in_time');
end;

create trigger minutes_frozen before update on minutes
when old.content is not null and (new.content is not old.content or new.content_hash is not old.content_hash
  or new.number <> old.number or new.meeting_id <> old.meeting_id or new.closed_at is not old.closed_at
  or new.closed_by is not old.closed_by)
begin
  select raise(abort, 'minutes_frozen');
end;

create trigger minutes_kept before delete on minutes when old.content is not null
begin
  select raise(abort, 'minutes_frozen');
end;

create trigger minutes_points_frozen before update on minutes_points
when exists (select 1 from minutes where minutes.id = old.minutes_id and minutes.content is not null)
begin
  select raise(abort, 'minutes_points_frozen');
end;

create trigger minutes_points_kept before delete on minutes_points
when exists (select 1 from minutes where minutes.id = old.minutes_id and minutes.content is not null)
begin
  select raise(abort, 'minutes_points_frozen');
end;

create trigger minutes_points_in_time before insert on minutes_points
when exists (select 1 from minutes where minutes.id = new.minutes_id and minutes.content is not null)
begin
  select raise(abort, 'minutes_points_frozen');
end;

create trigger minutes_answers_append_only_update before update on minutes_answers
begin
  select raise(abort, 'minutes_answers_append_only');
end;

create trigger minutes_answers_append_only_delete before delete on minutes_answers
begin
  select raise(abort, 'minutes_answers_append_only');
end;
