-- Events from their arrival until they are answered; afterwards only their keys, which tell duplicates.
-- `key`, `person` and `conversation` are keyed hashes; `payload` and `answer` are encrypted; moments count microseconds
-- since 1970 in UTC. `stage` is received, ready, sending, holding, held or done.
-- `leased_until` is empty for what nobody is to take: held answers and events that are done. `lease` names who took it.

CREATE TABLE inbox (
    number       INTEGER NOT NULL PRIMARY KEY,
    source       TEXT    NOT NULL,
    key          TEXT    NOT NULL,
    person       TEXT    NOT NULL,
    conversation TEXT    NOT NULL,
    received_at  INTEGER NOT NULL,
    stage        TEXT    NOT NULL DEFAULT 'received',
    attempts     INTEGER NOT NULL DEFAULT 0,
    lease        TEXT    NOT NULL DEFAULT '',
    leased_until INTEGER          DEFAULT 0,
    payload      BLOB,
    answer       BLOB,
    UNIQUE (source, key)
);

-- All that is looked for among the events that are not done, of which there are few. It grows at its end: an index by
-- conversation or person would change a page of its own for each event that comes in, and each is written out and waited
-- for before LINE is told that the event has arrived.
CREATE INDEX inbox_open ON inbox (source, number, leased_until, lease, conversation, person) WHERE stage <> 'done';
