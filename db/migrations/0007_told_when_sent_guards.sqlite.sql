-- What a guest answered is neither changed nor taken away.

create trigger invitation_answers_append_only_delete before delete on invitation_answers
begin
  select raise(abort, 'invitation_answers_append_only');
end;
