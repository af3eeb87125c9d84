-- Of one kind and about one thing, at most one is open.
create table alert (
    id        text   collate "C" primary key,
    kind      text   collate "C" not null,
    about     text   collate "C" not null,
    summary   text   not null,
    opened_at bigint not null,
    last_seen bigint not null,
    closed_at bigint
);

create unique index one_open_alert on alert (kind, about) where closed_at is null;

create index alert_by_time on alert (opened_at);

-- What is still to be told of an alert, and to whom.
create table alert_delivery (
    alert_id text    collate "C" not null,
    closing  boolean not null,
    channel  text    collate "C" not null,
    attempts integer not null,
    since    bigint  not null,
    next_at  bigint  not null,
    primary key (alert_id, closing, channel)
);
