-- Of one kind and about one thing, at most one is open.
create table alert (
    id        text    primary key,
    kind      text    not null,
    about     text    not null,
    summary   text    not null,
    opened_at integer not null,
    last_seen integer not null,
    closed_at integer
) strict, without rowid;

create unique index one_open_alert on alert (kind, about) where closed_at is null;

create index alert_by_time on alert (opened_at);

-- What is still to be told of an alert, and to whom.
create table alert_delivery (
    alert_id text    not null,
    closing  integer not null,
    channel  text    not null,
    attempts integer not null,
    since    integer not null,
    next_at  integer not null,
    primary key (alert_id, closing, channel)
) strict, without rowid;
