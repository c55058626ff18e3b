-- Of a closed meeting, only whom a row names may change, and only as a merge says: what it says of them stays.
-- The same guards for SQLite are in 0014_merges_guards.sqlite.sql.

create function merged(what text, was text, becomes text) returns boolean language sql stable as $$
  select exists (select 1 from merges where kind = what and undone_at is null
    and ((gone_id = was and kept_id = becomes) or (kept_id = was and gone_id = becomes)))
$$;

create function refuse_closed_participants() returns trigger language plpgsql as $$
begin
  if meeting_is_closed(old.meeting_id)
    and (to_jsonb(new) - 'person_id' - 'institution_id' is distinct from to_jsonb(old) - 'person_id' - 'institution_id'
      or (new.person_id is distinct from old.person_id and not merged('person', old.person_id, new.person_id))
      or (new.institution_id is distinct from old.institution_id and not merged('institution', old.institution_id, new.institution_id))
      or (new.person_id is not distinct from old.person_id and new.institution_id is not distinct from old.institution_id)) then
    raise exception 'participants_frozen' using errcode = 'P0001';
  end if;
  return new;
end $$;

drop trigger participants_frozen on participants;

create trigger participants_frozen before update on participants
  for each row execute function refuse_closed_participants();

create function refuse_changed_answers() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
    or to_jsonb(new) - 'institution_id' is distinct from to_jsonb(old) - 'institution_id'
    or not merged('institution', old.institution_id, new.institution_id) then
    raise exception 'minutes_answers_append_only' using errcode = 'P0001';
  end if;
  return new;
end $$;

drop trigger minutes_answers_append_only on minutes_answers;

create trigger minutes_answers_append_only before update or delete on minutes_answers
  for each row execute function refuse_changed_answers();
