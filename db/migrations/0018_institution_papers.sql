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
  ended_by    text references users (id),
  check (from_id <> to_id)
);

create index institution_relations_by_from on institution_relations (from_id);

create index institution_relations_by_to on institution_relations (to_id);

-- What a convenio says that an agreement of a meeting does not. Pesos are whole; UTM are hundredths.
create table convenios (
  agreement_id      text primary key references agreements (id) on delete cascade,
  stage             text not null check (stage in ('draft', 'legal_review', 'observed', 'corrected', 'cleared', 'council_agenda',
                      'council_approved', 'council_rejected', 'signing', 'signed', 'decreed', 'in_force', 'amended', 'extended',
                      'expired', 'terminated', 'mutual_termination')),
  convenio_type     text check (convenio_type in ('framework', 'collaboration', 'transfer', 'mandate', 'programming')),
  amount_clp        bigint check (amount_clp > 0),
  amount_utm        integer check (amount_utm > 0),
  starts_on         text,
  signed_on         text,
  council_number    text,
  council_on        text,
  council_for       integer,
  council_against   integer,
  council_abstained integer,
  legal_opinion     text,
  decree_number     text,
  decree_on         text,
  renewal_notice_days integer check (renewal_notice_days between 1 and 365),
  extends_id        text references agreements (id),
  check ((council_number is null) = (council_on is null))
);

create index convenios_by_extended on convenios (extends_id);

-- Every stage a convenio came to, from the first one; what was told of it stays told.
create table convenio_stages (
  id           text primary key,
  agreement_id text not null references agreements (id) on delete cascade,
  stage        text not null,
  text         text,
  author_id    text not null references users (id),
  created_at   text not null
);

create index convenio_stages_by_agreement on convenio_stages (agreement_id);

-- UTM by month (2026-11), in pesos: thresholds are data.
create table indicator_values (
  name      text not null,
  period    text not null,
  value     integer not null check (value > 0),
  source    text not null,
  primary key (name, period)
);
