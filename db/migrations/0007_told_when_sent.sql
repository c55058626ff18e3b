-- What a mail will have told its guest once it leaves, as JSON; null for mail that is about no invitation, and for what
-- was prepared before, whose guests count as told already. A guest knows nothing until it left: told and sent_sequence
-- of an invitation are written then.
alter table outbox add column tells text;

-- Whether an attempt ended without anybody knowing if the mail was taken: a line that was cut, a worker that died.
alter table outbox add column perhaps_left integer not null default 0 check (perhaps_left in (0, 1));
