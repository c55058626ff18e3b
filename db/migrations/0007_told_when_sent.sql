-- What a mail will have told its guest once it leaves, as JSON; null for mail that is about no invitation, and for what
-- was prepared before, whose guests count as told already. A guest knows nothing until it left: told and sent_sequence
-- of an invitation are written then.
alter table outbox add column tells text;
