-- Times are milliseconds since 1970-01-01 UTC. Sets are JSON arrays of strings. What is compared or
-- ordered is so byte by byte, whatever the collation of the database.

create table account (
    id            text    collate "C" primary key,
    name          text    not null,
    unique_name   text    collate "C" not null unique,
    password_hash text    not null,
    roles         text    not null,
    disabled      boolean not null default false,
    created_at    bigint  not null,
    version       integer not null default 0,
    not_before    bigint  not null default 0
);

create table client (
    id          text    collate "C" primary key,
    is_public   boolean not null,
    secret_hash bytea,
    grants      text    not null,
    scope       text    not null,
    audiences   text    not null,
    algorithm   text    not null,
    disabled    boolean not null default false,
    created_at  bigint  not null
);

-- One row per sign-in. Only generation and rotated_at change while it lives; no index covers them
-- and each page keeps room for a second version, so that a refresh rewrites one page and touches no
-- index. No foreign key and no trigger: a refresh looks at nothing else than it must.
create table family (
    id             uuid    primary key,
    user_id        text    collate "C" not null,
    client_id      text    not null,
    salt           bytea   not null,
    scope          text    not null,
    audience       text    not null,
    status_list    integer not null,
    status_place   integer not null,
    device         text    not null,
    network        text    not null,
    auth_time      bigint  not null,
    generation     integer not null,
    rotated_at     bigint  not null,
    absolute_until bigint  not null,
    ended_at       bigint,
    end_reason     text
) with (fillfactor = 85);

create index family_of_user on family (user_id);

-- No place in a status list is given away twice.
create unique index family_by_status on family (status_list, status_place);

-- For finding at a start whose bits are set.
create index ended_family on family (status_list, status_place) where ended_at is not null;

-- Sessions that begin from opens_at on, and before closes_at, get their places in a list.
create table status_list (
    id        integer primary key,
    opens_at  bigint  not null,
    closes_at bigint  not null
);

-- One row: the moment before which nothing that anybody was issued counts.
create table everybody (
    one        integer primary key check (one = 1),
    not_before bigint  not null
);

insert into everybody (one, not_before) values (1, 0);

create table denied_token (
    id         text   collate "C" primary key,
    expires_at bigint not null
);

create index denied_token_by_expiry on denied_token (expires_at);

-- The public keys that sessions of browsers are bound to, for as long as the sessions can last.
create table device_key (
    family_id bytea  primary key,
    jwk       bytea  not null,
    until     bigint not null
);

create index device_key_by_end on device_key (until);

-- The outbox: what was revoked, told in the transaction that revoked it. Filled is either what is
-- known of a session, or of a token, or a moment before which tokens are void, for one user or for
-- all, or a key.
create table notice (
    xid          xid8    not null default pg_current_xact_id(),
    seq          bigint  not null generated always as identity,
    at           bigint  not null,
    cause        text    not null,
    family_id    uuid,
    status_list  integer,
    status_place integer,
    token_id     text,
    token_until  bigint,
    user_id      text,
    not_before   bigint,
    kid          text,
    primary key (xid, seq)
);

-- What no status list says, for readers who begin.
create index unlisted_notice on notice (xid, seq) where family_id is null;

-- Where each key stands in its life, since when, and on whose behalf it came there. due_at is when
-- it moves on, where that has been decided.
create table signing_key (
    kid         text   collate "C" primary key,
    purpose     text   not null,
    algorithm   text   not null,
    state       text   not null,
    since       bigint not null,
    due_at      bigint,
    moved_by    text   not null,
    move_reason text   not null,
    moved_from  text   not null,
    created_at  bigint not null,
    custody     text   not null,
    public_key  bytea  not null,
    sealed      bytea
);

create unique index one_key_signs_per_slot on signing_key (purpose, algorithm)
    where state = 'signing';

-- One row. version counts the changes of signing_key; fence is the latest turn that changed it.
create table key_ring (
    one     integer primary key check (one = 1),
    version bigint  not null,
    fence   bigint  not null
);

insert into key_ring (one, version, fence) values (1, 0, 0);

-- Who does what only one node does at a time. turn goes up with each new holder.
create table lease (
    job        text   collate "C" primary key,
    holder     text   collate "C" not null,
    turn       bigint not null,
    held_until bigint not null
);

create table sealed_secret (
    name   text  collate "C" primary key,
    sealed bytea not null
);

-- The keys of the admin API, by the hash of what opens it. Scopes is a set of words.
create table admin_key (
    hash         bytea  primary key,
    id           text   collate "C" not null unique,
    name         text   not null,
    scopes       text   not null,
    created_at   bigint not null,
    expires_at   bigint,
    last_used_at bigint,
    revoked_at   bigint
);

create unique index one_good_admin_key_per_name on admin_key (name) where revoked_at is null;

-- Administrators in the console, by the hash of the handle in their cookie; key_hash is that of the
-- admin key each began with.
create table console_session (
    hash      bytea   primary key,
    key_hash  bytea   not null,
    opened_at bigint  not null,
    used_at   bigint  not null
);

-- Answers of the admin API that can be asked for again, enciphered under a key that only the caller
-- has a part of; without an answer while the request is being carried out.
create table repeated_answer (
    id         bytea   primary key,
    print      bytea   not null,
    answer     bytea,
    kept_until bigint  not null
);
