-- A closed meeting takes lines only through a new version of its minutes; what was closed does not change.

create or replace function minutes_entries_in_time() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from meetings where id = new.meeting_id and state in ('in_progress', 'held'))
    and not exists (select 1 from minutes where minutes.meeting_id = new.meeting_id and minutes.state = 'draft'
      and minutes.number = new.minutes_number and minutes.number > 1) then
    raise exception 'minutes_entries_in_time' using errcode = 'P0001';
  end if;
  return new;
end $$;

create trigger minutes_frozen before update on minutes
  for each row when (old.content is not null and (new.content is distinct from old.content
    or new.content_hash is distinct from old.content_hash or new.number <> old.number or new.meeting_id <> old.meeting_id
    or new.closed_at is distinct from old.closed_at or new.closed_by is distinct from old.closed_by))
  execute function refuse('minutes_frozen');

create trigger minutes_kept before delete on minutes
  for each row when (old.content is not null) execute function refuse('minutes_frozen');

create function refuse_closed_points() returns trigger language plpgsql as $$
begin
  if exists (select 1 from minutes where minutes.content is not null
    and minutes.id = case when tg_op = 'INSERT' then new.minutes_id else old.minutes_id end) then
    raise exception 'minutes_points_frozen' using errcode = 'P0001';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger minutes_points_frozen before insert or update or delete on minutes_points
  for each row execute function refuse_closed_points();

create trigger minutes_answers_append_only before update or delete on minutes_answers
  for each row execute function refuse('minutes_answers_append_only');
