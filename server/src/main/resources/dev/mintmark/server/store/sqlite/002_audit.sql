-- What happened, a row for each record. There is no index but the key: rows are added at one end,
-- and whatever is looked for is looked for from there.
create table audit_record (
    seq  integer primary key,
    at   integer not null,
    text text    not null
) strict;
