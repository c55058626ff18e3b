-- What was said of a promise, or done about it, stays said and done.

create trigger commitment_updates_append_only_update before update on commitment_updates
begin
  select raise(abort, 'commitment_updates_append_only');
end;

create trigger commitment_updates_append_only_delete before delete on commitment_updates
begin
  select raise(abort, 'commitment_updates_append_only');
end;

create trigger connection_request_steps_append_only_update before update on connection_request_steps
begin
  select raise(abort, 'connection_request_steps_append_only');
end;

create trigger connection_request_steps_append_only_delete before delete on connection_request_steps
begin
  select raise(abort, 'connection_request_steps_append_only');
end;
