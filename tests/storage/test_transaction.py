"""Statements of many callers in one transaction: all of them, in their order, or none."""

import sqlite3

import pytest

from storage.transaction import MOST_ROWS, Insert, transact

INSERT = Insert("INSERT INTO kept (name, value)", 2, "ON CONFLICT (name) DO NOTHING")
UPDATE = "UPDATE kept SET value = ? WHERE value = ?"


@pytest.fixture
def connection():
    """A database with one table, and a count of the statements that it was given."""
    connection = sqlite3.connect(":memory:", isolation_level="IMMEDIATE")
    connection.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, name TEXT UNIQUE, value INTEGER NOT NULL)")
    yield connection
    connection.close()


def rows(connection):
    """What is in the table, in the order in which it came."""
    return connection.execute("SELECT name, value FROM kept ORDER BY number").fetchall()


@pytest.mark.parametrize("count", [1, 2, MOST_ROWS, MOST_ROWS + 1, 3 * MOST_ROWS - 1])
def test_rows_that_go_the_same_way_go_together(connection, count):
    """As many as one statement holds, in their order, and none is lost at the borders."""
    given, seen = [(str(number), number) for number in range(count)], []
    connection.set_trace_callback(seen.append)
    transact(connection, [((INSERT, None), row) for row in given], count)

    connection.set_trace_callback(None)
    assert given == rows(connection)
    assert -(-count // MOST_ROWS) == sum(each.startswith("INSERT") for each in seen)
    assert 1 == seen.count("COMMIT")
    assert not connection.in_transaction


def test_row_that_is_there_costs_the_others_nothing(connection):
    """Whether it was there before, or comes twice in one statement; the first stays."""
    transact(connection, [((INSERT, None), ("a", 1))], 1)
    counts = transact(connection, [((INSERT, 0), row) for row in (("b", 2), ("a", 3), ("b", 4), ("c", 5))], 1)

    assert [("a", 1), ("b", 2), ("c", 5)] == rows(connection)
    assert [2] == counts


def test_statements_keep_their_order(connection):
    """What is put in later is not changed by what came before it, and each caller is told of its own."""
    steps = [
        ((INSERT, None), ("a", 1)),
        ((UPDATE, 1), (2, 1)),
        ((INSERT, None), ("b", 1)),
        ((INSERT, None), ("c", 1)),
        ((UPDATE, 2), (3, 1)),
        ((UPDATE, 2), (4, 2)),
    ]

    assert [0, 1, 3, 0] == transact(connection, steps, 4)
    assert [("a", 4), ("b", 3), ("c", 3)] == rows(connection)


@pytest.mark.parametrize("broken", [((INSERT, None), ("b", None)), ((UPDATE, None), (None, 1))])
def test_all_or_nothing(connection, broken):
    """One faulty row among others leaves none of them, and the next transaction is free."""
    with pytest.raises(sqlite3.IntegrityError):
        transact(connection, [((INSERT, None), ("a", 1)), broken, ((INSERT, None), ("c", 1))], 3)

    assert [] == rows(connection)
    assert [1] == transact(connection, [((INSERT, 0), ("a", 1))], 1)
