-- What moderators have set for a server, and who in it asked about what, month by month.
-- `name`, `server`, `about` and `person` are keyed hashes; `sealed` is encrypted. `month` is written as 2026-11.

CREATE TABLE servers (
    name   TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL
);

-- `about` is the same for the same kind of thing on the same platform, so that rows can be counted unopened.
CREATE TABLE counts (
    server TEXT NOT NULL,
    month  TEXT NOT NULL,
    about  TEXT NOT NULL,
    person TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (server, month, about, person)
);

CREATE INDEX counts_by_person ON counts (person);
CREATE INDEX counts_by_month ON counts (month);
