-- What an invitation or a calendar program has been told is never unsaid.

create trigger meeting_series_uid_once before update of uid on meeting_series when new.uid <> old.uid
begin
  select raise(abort, 'meeting_series_uid_once');
end;

create trigger meeting_series_sequence_rises before update of sequence on meeting_series when new.sequence < old.sequence
begin
  select raise(abort, 'meeting_series_sequence_rises');
end;

create trigger invitation_answers_append_only_update before update on invitation_answers
begin
  select raise(abort, 'invitation_answers_append_only');
end;

create trigger outbox_message_once before update of message_id on outbox when new.message_id <> old.message_id
begin
  select raise(abort, 'outbox_message_once');
end;
