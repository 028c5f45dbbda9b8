"""Things are named with their tool, and several make one phrase."""

import pytest

from bot.texts.naming import MAX_NAMES, acts, join_names, name_of, records, shared_way, topics, way_of
from policies.vocabulary import Kind

LINE = (Kind.MESSENGER, "line")
PHONE = (Kind.PHONE, None)
LICENCE = (Kind.ID_DOCUMENT, None)
VISIT = (Kind.IN_PERSON, None)


@pytest.mark.parametrize(
    ("kind", "tool", "ja", "en"),
    [
        (Kind.MESSENGER, "line", "LINEのID", "LINE ID"),
        (Kind.MESSENGER, "whatsapp", "WhatsAppの番号", "WhatsApp number"),
        (Kind.MESSENGER, None, "外部のチャットのID", "ID on an outside chat app"),
        (Kind.MESSENGER, "never_heard_of", "外部のチャットのID", "ID on an outside chat app"),
        (Kind.PHONE, "line", "電話番号", "phone number"),
        (Kind.MEETING, "zoom", "Zoomでの打ち合わせ", "call on Zoom"),
        (Kind.WALLET, "crypto", "暗号資産のウォレット", "crypto wallet"),
    ],
)
def test_name_holds_the_tool(book, kind, tool, ja, en):
    """Unknown tools, and tools that do not matter to the kind, are left out."""
    assert ja == name_of(book.of("ja"), kind, tool, "name")
    assert en == name_of(book.of("en"), kind, tool, "name")


def test_things_are_joined_as_the_language_does(book):
    """Two, three; positive and negative."""
    assert "LINEのIDと電話番号" == topics(book.of("ja"), [LINE, PHONE])
    assert "LINEのID、電話番号、対面での打ち合わせ" == topics(book.of("ja"), [LINE, PHONE, VISIT])
    assert "my LINE ID and my phone number" == topics(book.of("en"), [LINE, PHONE])
    assert "share my LINE ID or my phone number" == acts(book.of("en"), [LINE, PHONE], "or")
    assert "share my LINE ID and meet in person" == acts(book.of("en"), [LINE, VISIT], "and")
    assert "a, b and c" == join_names(book.of("en"), ["a", "b", "c"])


def test_acts_that_are_lists_are_set_apart(book):
    """Commas keep the lists within a list readable."""
    everything = [LINE, PHONE, LICENCE, VISIT]

    said = acts(book.of("en"), everything, "or")

    assert "share my LINE ID or my phone number, send a copy of my ID, or meet in person" == said
    assert "LINEのIDと電話番号、本人確認書類の写し、対面での打ち合わせ" == acts(book.of("ja"), everything, "or")


def test_long_list_is_cut(book):
    """A letter names a few things and speaks of the others."""
    things = [(kind, None) for kind in list(Kind)[:6]]

    assert "メールアドレス、電話番号、住所、そのほかの事項" == topics(book.of("ja"), things)
    assert MAX_NAMES == topics(book.of("ja"), things).count("、") + 1
    assert 6 == topics(book.of("ja"), things, few=False).count("、") + 1


def test_records_are_what_the_client_holds(book):
    """A number is held as it is; of a call there is a recording."""
    held = records(book.of("en"), [PHONE, (Kind.MEETING, "zoom")])

    assert "my phone number and any recording or notes of our call" == held


@pytest.mark.parametrize(
    ("kinds", "way"),
    [
        ([Kind.PHONE, Kind.EMAIL], "tell"),
        ([Kind.RESUME], "send"),
        ([Kind.PHONE, Kind.RESUME], "give"),
        ([Kind.PHONE, Kind.MEETING], "act"),
    ],
)
def test_things_share_a_way(kinds, way):
    """The verb of a refusal fits all that it refuses."""
    assert way == shared_way([(kind, None) for kind in kinds])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_kind_has_the_forms_of_its_way(book, language):
    """What is done has an act, an answer on agreeing, and a record."""
    phrases = book.of(language)
    done = [kind for kind in Kind if way_of(kind) == "act"]

    assert [] == [
        kind for kind in done for form in ("act", "how", "record") if not phrases.find(f"kinds.{kind}.{form}")
    ]
