-- What was said of a promise, or done about it, stays said and done.

create trigger commitment_updates_append_only before update or delete on commitment_updates
  for each row execute function refuse('commitment_updates_append_only');

create trigger connection_request_steps_append_only before update or delete on connection_request_steps
  for each row execute function refuse('connection_request_steps_append_only');
