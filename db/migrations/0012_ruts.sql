-- Both engines read this file. Who has a RUT is known by it.

-- RUT without dots, with its digit: «12345678-5». Only of those who give it.
alter table people add column rut text;

create unique index people_by_rut on people (rut) where rut is not null;

alter table institutions add column rut text;

create unique index institutions_by_rut on institutions (rut) where rut is not null;
