-- What an invitation or a calendar program has been told is never unsaid.

create trigger meeting_series_uid_once before update of uid on meeting_series
  for each row when (new.uid <> old.uid) execute function refuse('meeting_series_uid_once');

create trigger meeting_series_sequence_rises before update of sequence on meeting_series
  for each row when (new.sequence < old.sequence) execute function refuse('meeting_series_sequence_rises');

create trigger invitation_answers_append_only before update on invitation_answers
  for each row execute function refuse('invitation_answers_append_only');

create trigger outbox_message_once before update of message_id on outbox
  for each row when (new.message_id <> old.message_id) execute function refuse('outbox_message_once');
