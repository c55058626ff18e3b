-- Both engines read this file. Who reads by program.

-- Keys of programs: only the hash is kept; what each may read is a list of words with spaces between.
create table api_tokens (
  id           text primary key,
  user_id      text not null references users (id) on delete cascade,
  name         text not null,
  secret_hash  text not null,
  scopes       text not null,
  created_at   text not null,
  expires_at   text not null,
  revoked_at   text,
  last_used_at text,
  last_agent   text
);

create index api_tokens_by_user on api_tokens (user_id);
