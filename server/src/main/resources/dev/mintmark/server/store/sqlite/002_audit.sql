-- What happened, a row for each record. There is no index but the key: rows are added at one end,
-- and whatever is looked for is looked for from there.
create table audit_record (
    seq  integer primary key,
    at   integer not null,
    text text    not null
) strict;

-- Up to where each buffer of a node has been taken.
create table audit_buffer (
    name  text    primary key,
    taken integer not null
) strict, without rowid;

-- Seals over ranges of records, each naming the one before. prints has the first bytes of the hash
-- of each record.
create table audit_seal (
    number    integer primary key,
    first_seq integer not null,
    last_seq  integer not null,
    records   integer not null,
    total     integer not null,
    first_at  integer not null,
    last_at   integer not null,
    statement text    not null,
    prints    blob    not null
) strict;

-- Up to where each sink has been served.
create table audit_cursor (
    sink text    primary key,
    seq  integer not null
) strict, without rowid;

-- Blocks of 4096 numbers of records, of which it is known what they are about; and hashes of that,
-- in parts that one search reads of all blocks.
create table audit_block (
    block integer primary key
) strict;

create table audit_facet (
    facet  integer not null,
    part   integer not null,
    block  integer not null,
    hashes blob    not null,
    primary key (facet, part, block)
) strict, without rowid;
