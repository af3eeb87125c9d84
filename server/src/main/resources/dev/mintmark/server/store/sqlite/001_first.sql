-- Times are milliseconds since 1970-01-01 UTC. Sets are JSON arrays of strings.

create table account (
    id            text    primary key,
    name          text    not null,
    unique_name   text    not null unique,
    password_hash text    not null,
    roles         text    not null,
    disabled      integer not null default 0,
    created_at    integer not null,
    version       integer not null default 0,
    not_before    integer not null default 0
) strict, without rowid;

create table client (
    id          text    primary key,
    is_public   integer not null,
    secret_hash blob,
    grants      text    not null,
    scope       text    not null,
    audiences   text    not null,
    algorithm   text    not null,
    disabled    integer not null default 0,
    created_at  integer not null
) strict, without rowid;

-- One row per sign-in. Only generation and rotated_at change while it lives, and no index covers
-- them, so that a refresh rewrites one page.
create table family (
    id             blob    primary key,
    user_id        text    not null,
    client_id      text    not null,
    salt           blob    not null,
    scope          text    not null,
    audience       text    not null,
    status_list    integer not null,
    status_place   integer not null,
    device         text    not null,
    network        text    not null,
    auth_time      integer not null,
    generation     integer not null,
    rotated_at     integer not null,
    absolute_until integer not null,
    ended_at       integer,
    end_reason     text
) strict, without rowid;

create index family_of_user on family (user_id);

-- No place in a status list is given away twice.
create unique index family_by_status on family (status_list, status_place);

-- For finding at a start whose bits are set.
create index ended_family on family (status_list, status_place) where ended_at is not null;

-- Sessions that begin from opens_at on, and before closes_at, get their places in a list.
create table status_list (
    id        integer primary key,
    opens_at  integer not null,
    closes_at integer not null
) strict;

-- One row: the moment before which nothing that anybody was issued counts.
create table everybody (
    one        integer primary key check (one = 1),
    not_before integer not null
) strict;

insert into everybody (one, not_before) values (1, 0);

create table denied_token (
    id         text    primary key,
    expires_at integer not null
) strict, without rowid;

create index denied_token_by_expiry on denied_token (expires_at);

-- The public keys that sessions of browsers are bound to, for as long as the sessions can last.
create table device_key (
    family_id blob    primary key,
    jwk       blob    not null,
    until     integer not null
) strict, without rowid;

create index device_key_by_end on device_key (until);

-- The outbox: what was revoked, told in the transaction that revoked it. Filled is either what is
-- known of a session, or of a token, or a moment before which tokens are void, for one user or for
-- all, or a key.
create table notice (
    seq          integer primary key autoincrement,
    at           integer not null,
    cause        text    not null,
    family_id    blob,
    status_list  integer,
    status_place integer,
    token_id     text,
    token_until  integer,
    user_id      text,
    not_before   integer,
    kid          text
) strict;

-- What no status list says, for readers who begin.
create index unlisted_notice on notice (seq) where family_id is null;

-- Where each key stands in its life, since when, and on whose behalf it came there. due_at is when
-- it moves on, where that has been decided.
create table signing_key (
    kid         text    primary key,
    purpose     text    not null,
    algorithm   text    not null,
    state       text    not null,
    since       integer not null,
    due_at      integer,
    moved_by    text    not null,
    move_reason text    not null,
    moved_from  text    not null,
    created_at  integer not null,
    custody     text    not null,
    public_key  blob    not null,
    sealed      blob
) strict, without rowid;

create unique index one_key_signs_per_slot on signing_key (purpose, algorithm)
    where state = 'signing';

-- One row. version counts the changes of signing_key; fence is the latest turn that changed it.
create table key_ring (
    one     integer primary key check (one = 1),
    version integer not null,
    fence   integer not null
) strict;

insert into key_ring (one, version, fence) values (1, 0, 0);

-- Who does what only one node does at a time. turn goes up with each new holder.
create table lease (
    job        text    primary key,
    holder     text    not null,
    turn       integer not null,
    held_until integer not null
) strict, without rowid;

create table sealed_secret (
    name   text primary key,
    sealed blob not null
) strict, without rowid;

-- The keys of the admin API, by the hash of what opens it. Scopes is a set of words.
create table admin_key (
    hash         blob    primary key,
    id           text    not null unique,
    name         text    not null,
    scopes       text    not null,
    created_at   integer not null,
    expires_at   integer,
    last_used_at integer,
    revoked_at   integer
) strict, without rowid;

create unique index one_good_admin_key_per_name on admin_key (name) where revoked_at is null;

-- Administrators in the console, by the hash of the handle in their cookie; key_hash is that of the
-- admin key each began with.
create table console_session (
    hash      blob    primary key,
    key_hash  blob    not null,
    opened_at integer not null,
    used_at   integer not null
) strict, without rowid;

-- Answers of the admin API that can be asked for again, enciphered under a key that only the caller
-- has a part of; without an answer while the request is being carried out.
create table repeated_answer (
    id         blob    primary key,
    print      blob    not null,
    answer     blob,
    kept_until integer not null
) strict, without rowid;
