-- What happened, a row for each record. There is no index but the key: rows are added at one end,
-- and whatever is looked for is looked for from there.
create table audit_record (
    seq  bigint not null generated always as identity primary key,
    at   bigint not null default cast(extract(epoch from clock_timestamp()) * 1000 as bigint),
    text text   not null
);
