-- Both engines read this file. How institutions relate, and what a convenio says.

-- «Integra», «asociada a», with its days; «depende de» is the parent of the institution.
create table institution_relations (
  id          text primary key,
  from_id     text not null references institutions (id),
  to_id       text not null references institutions (id),
  kind        text not null check (kind in ('member_of', 'associated_with')),
  starts_on   text,
  ends_on     text,
  source      text,
  created_at  text not null,
  created_by  text not null references users (id),
  ended_at    text,
  ended_by    text references users (id)
);

create index institution_relations_by_from on institution_relations (from_id);

create index institution_relations_by_to on institution_relations (to_id);

-- What a convenio says that an agreement of a meeting does not. Amounts in whole pesos.
create table convenios (
  agreement_id      text primary key references agreements (id) on delete cascade,
  stage             text not null check (stage in ('draft', 'legal_review', 'observed', 'corrected', 'cleared', 'council_agenda',
                      'council_approved', 'council_rejected', 'signing', 'signed', 'decreed', 'in_force', 'amended', 'extended',
                      'expired', 'terminated', 'mutual_termination')),
  amount_clp        bigint,
  signed_on         text,
  beyond_term       integer check (beyond_term in (0, 1)),
  council_number    text,
  council_on        text,
  decree_number     text,
  decree_on         text,
  renewal_notice_days integer
);

create table convenio_stages (
  id           text primary key,
  agreement_id text not null references agreements (id) on delete cascade,
  stage        text not null,
  text         text,
  author_id    text not null references users (id),
  created_at   text not null
);

-- UTM by month (2026-11), in pesos: thresholds are data.
create table indicator_values (
  name      text not null,
  period    text not null,
  value     integer not null,
  source    text not null,
  primary key (name, period)
);
