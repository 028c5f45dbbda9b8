"""Every letter that can be written reads well: no fault of the linter, no gap, no request for data, not too long."""

from collections import Counter
from itertools import combinations, product
from random import Random

import pytest

from bot.core.letter import write
from bot.core.occasion import Occasion, PlatformWords, Point
from bot.texts.lint import lint, sentences
from bot.texts.naming import name_of
from policies.vocabulary import Alternative, Kind, Language, LetterReason, Purpose, Tone

TOOLS = {
    Kind.MESSENGER: "line",
    Kind.MEETING: "zoom",
    Kind.SNS: "x",
    Kind.WALLET: "paypal",
    Kind.SHARED_WORKSPACE: "google_sheets",
    Kind.EXTERNAL_FORM: "google_forms",
}
PLATFORMS = {
    "with approval": {
        "ja": PlatformWords("クラウドワークス", "サービス外連絡申請"),
        "en": PlatformWords("CrowdWorks", "application for contact outside the service"),
    },
    "with a call": {
        "ja": PlatformWords("Upwork", None, "メッセージの通話機能"),
        "en": PlatformWords("Upwork", None, "the call tool in Upwork Messages"),
    },
    "unknown": {"ja": None, "en": None},
}
NAMES = ({}, {"client": "田中", "own": "山田"})
REASONS, ALTERNATIVES = list(LetterReason), list(Alternative)
KEYS = {
    kind: (REASONS[number % len(REASONS)], ALTERNATIVES[number * 7 % len(ALTERNATIVES)])
    for number, kind in enumerate(Kind)
}
ANSWERS = (
    Purpose.AGREE,
    Purpose.OFFER_REDUCED,
    Purpose.OFFER_PLATFORM_TOOL,
    Purpose.ASK_PURPOSE,
    Purpose.PROPOSE_APPROVAL,
    Purpose.DECLINE,
)


class Reader:
    """Reads letters and remembers what it stumbled over."""

    def __init__(self, book, language):
        self.phrases = book.of(language)
        self.language = str(language)
        kinds = [(kind, tool) for kind in Kind for tool in (None, TOOLS.get(kind))]
        self.names = tuple({name_of(self.phrases, kind, tool, "topic") for kind, tool in kinds})
        self.stumbled = Counter()
        self.longest = 0

    def read(self, points, **occasion):
        """Write and read a letter."""
        letter = write(points, Occasion(**occasion), self.phrases)
        self.stumbled.update(map(str, lint(letter, self.language, self.names)))
        self.longest = max(self.longest, len(sentences(letter, self.language)))


@pytest.fixture
def reader(book, language):
    """A reader of the language."""
    return Reader(book, language)


def _point(kind, purpose, keys=None):
    return Point(kind, TOOLS.get(kind), purpose, *(keys or KEYS[kind]))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_kind_alone(reader, language, platform):
    """All purposes and tones, with and without names, to old and new clients."""
    for purpose, tone, kind, names, warm in product(Purpose, Tone, Kind, NAMES, (False, True)):
        reader.read([_point(kind, purpose)], tone=tone, platform=PLATFORMS[platform][language], warm=warm, **names)

    assert Counter() == reader.stumbled
    assert reader.longest <= 11


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("platform", ["with approval", "with a call"])
def test_every_pair_of_kinds(reader, language, platform):
    """All purposes and tones; every second letter bears names."""
    for number, (purpose, tone, pair) in enumerate(product(Purpose, Tone, combinations(Kind, 2))):
        points = [_point(kind, purpose) for kind in pair]
        reader.read(points, tone=tone, platform=PLATFORMS[platform][language], **NAMES[number % 2])

    assert Counter() == reader.stumbled
    assert reader.longest <= 11


@pytest.mark.parametrize("language", Language)
def test_every_reason_with_every_alternative(reader, language):
    """All purposes that give them, in all tones, of something told, sent and done."""
    platform = PLATFORMS["with approval"][language]
    kinds = (Kind.PHONE, Kind.ID_DOCUMENT, Kind.IN_PERSON)
    for purpose, tone, reason, alternative in product(ANSWERS, Tone, [None, *REASONS], [None, *ALTERNATIVES]):
        points = [_point(kind, purpose, (reason, alternative)) for kind in kinds[:1]]
        reader.read(points, tone=tone, platform=platform, pending=purpose is Purpose.PROPOSE_APPROVAL)
    for kind, reason, tone in product(kinds, REASONS, Tone):
        reader.read([_point(kind, Purpose.DECLINE, (reason, None))], tone=tone, platform=platform, stop=True)

    assert Counter() == reader.stumbled


@pytest.mark.parametrize("language", Language)
def test_every_mixture_of_purposes(reader, language):
    """Two and three asks, each with an answer of its own."""
    kinds = (Kind.PORTFOLIO, Kind.MESSENGER, Kind.IN_PERSON)
    platform = PLATFORMS["with approval"][language]
    for tone, purposes in product(Tone, product(ANSWERS, repeat=3)):
        reader.read([_point(*each) for each in zip(kinds, purposes, strict=True)], tone=tone, platform=platform)
        reader.read([_point(*each) for each in zip(kinds, purposes[:2], strict=False)], tone=tone, platform=platform)

    assert Counter() == reader.stumbled
    assert reader.longest <= 12


@pytest.mark.parametrize("language", Language)
def test_many_asks_at_once(reader, language):
    """Eight asks make no longer letter than three."""
    platform = PLATFORMS["with a call"][language]
    chance = Random(8)
    for tone, purpose, stop, _ in product(Tone, Purpose, (False, True), range(20)):
        points = [_point(kind, purpose) for kind in chance.sample(list(Kind), 8)]
        reader.read(points, tone=tone, platform=platform, stop=stop)

    assert {finding for finding in reader.stumbled if not finding.startswith("too long")} == set()
    assert reader.longest <= 12
