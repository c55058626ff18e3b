-- Both engines read this file. Whoever reads the general mail of an institution answers, and in nobody's name.

-- Of an errand that a shared address has: the address. Such an account is called by its institution, and nobody entrusted it.
alter table users add column mailbox text;

create unique index users_by_mailbox on users (errand_id, tenure_id, mailbox) where mailbox is not null;
