-- What happened, a row for each record. There is no index but the key: rows are added at one end,
-- and whatever is looked for is looked for from there.
create table audit_record (
    seq  bigint not null generated always as identity primary key,
    at   bigint not null default cast(extract(epoch from clock_timestamp()) * 1000 as bigint),
    text text   not null
);

-- Up to where each buffer of a node has been taken.
create table audit_buffer (
    name  text    collate "C" primary key,
    taken integer not null
);

-- Seals over ranges of records, each naming the one before. prints has the first bytes of the hash
-- of each record.
create table audit_seal (
    number    bigint  primary key,
    first_seq bigint  not null,
    last_seq  bigint  not null,
    records   integer not null,
    total     bigint  not null,
    first_at  bigint  not null,
    last_at   bigint  not null,
    statement text    not null,
    prints    bytea   not null
);

-- Up to where each sink has been served.
create table audit_cursor (
    sink text   collate "C" primary key,
    seq  bigint not null
);

-- Blocks of 4096 numbers of records, of which it is known what they are about; and hashes of that,
-- in parts that one search reads of all blocks.
create table audit_block (
    block bigint primary key
);

create table audit_facet (
    facet  integer not null,
    part   integer not null,
    block  bigint  not null,
    hashes bytea   not null,
    primary key (facet, part, block)
);
