-- The stages a convenio came to stay as they were told; they leave with their agreement and in no other way.

create trigger convenio_stages_append_only before update on convenio_stages
begin
  select raise(abort, 'convenio_stages_append_only');
end;
