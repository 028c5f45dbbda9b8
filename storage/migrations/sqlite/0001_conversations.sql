-- Cases under way, preferences, and the key that turns platform ids into pseudonyms.
-- `key` and `person` are keyed hashes; `sealed` is encrypted; `expires_at` counts microseconds since 1970 in UTC.
-- No column holds a message, a name or a platform's id.

CREATE TABLE conversations (
    key        TEXT    NOT NULL PRIMARY KEY,
    person     TEXT    NOT NULL,
    expires_at INTEGER NOT NULL,
    sealed     BLOB    NOT NULL
);

CREATE INDEX conversations_by_person ON conversations (person);
CREATE INDEX conversations_by_expiry ON conversations (expires_at);

CREATE TABLE preferences (
    person TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL
);

-- Made once for each database and wrapped with the newest key of the settings, so that keys can change while
-- pseudonyms stay.
CREATE TABLE identity (
    id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    sealed BLOB    NOT NULL
);
