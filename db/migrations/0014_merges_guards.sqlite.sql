-- Of a closed meeting, only whom a row names may change, and only as a merge says: what it says of them stays.
-- The same guards for PostgreSQL are in 0014_merges_guards.postgres.sql.

drop trigger participants_frozen;

create trigger participants_frozen before update on participants
when exists (select 1 from meetings where meetings.id = old.meeting_id and meetings.state = 'closed')
  and (new.id <> old.id or new.meeting_id <> old.meeting_id or new.position_id is not old.position_id
    or new.on_behalf_of_position_id is not old.on_behalf_of_position_id or new.name_then is not old.name_then
    or new.title_then is not old.title_then or new.institution_then is not old.institution_then or new.invited <> old.invited
    or new.rsvp <> old.rsvp or new.attended <> old.attended or new.sort <> old.sort
    or new.rsvp_sequence is not old.rsvp_sequence or new.rsvp_at is not old.rsvp_at
    or (new.person_id is not old.person_id and not exists (select 1 from merges where kind = 'person' and undone_at is null
      and ((gone_id = old.person_id and kept_id = new.person_id) or (kept_id = old.person_id and gone_id = new.person_id))))
    or (new.institution_id is not old.institution_id and not exists (select 1 from merges where kind = 'institution' and undone_at is null
      and ((gone_id = old.institution_id and kept_id = new.institution_id) or (kept_id = old.institution_id and gone_id = new.institution_id))))
    or (new.person_id is old.person_id and new.institution_id is old.institution_id))
begin
  select raise(abort, 'participants_frozen');
end;

drop trigger minutes_answers_append_only_update;

create trigger minutes_answers_append_only_update before update on minutes_answers
when new.id <> old.id or new.minutes_id <> old.minutes_id or new.kind <> old.kind or new.point is not old.point
  or new.text is not old.text or new.answered_on <> old.answered_on or new.recorded_at <> old.recorded_at
  or new.recorded_by <> old.recorded_by
  or not exists (select 1 from merges where kind = 'institution' and undone_at is null
    and ((gone_id = old.institution_id and kept_id = new.institution_id) or (kept_id = old.institution_id and gone_id = new.institution_id)))
begin
  select raise(abort, 'minutes_answers_append_only');
end;
