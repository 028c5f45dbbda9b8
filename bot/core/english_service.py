"""What an English sentence says of a service or address that it names: the thing wanted, or only where and whose."""

import re

from bot.core.english_reach import BEFORE, CLAUSE, GRIP, VIEW
from bot.core.segment import Sentence
from bot.core.sift import Found, Heaps

_BY = re.compile(r"(?: back| directly| there)? (?:on|via|over|through|in|by|using) (?:my |our |the |his |her )?")
_AS_SERVICE = re.compile(
    r"(?<![a-z])(?:on|via|over|through|by|to|use|using|have|got|install|download|add"
    r"|my|your|ur) $"
)
_CHANNEL = re.compile(r"(?:^|[^a-z])(?:on|via|over|through|by|in|from) (?:the |my |his |her |their |our |a )?$")
_WROTE = re.compile(
    r"(?<![a-z])(?:wrote|writes|said|says|told|tells|messaged|texted|contacted|found|met|approached|reached"
    r"|pinged|asked"
    r"|asks|replied|answered|sent|invited|advertised|posted|saw|know|called|spoke|talked|chatted|sells|sold"
    r"|hired)(?![a-z])"
)
_ELSEWHERE = re.compile(r"[,;:]|(?:^|[^a-z])(?:to|we|should|could|must|us|if|that|whether|for|and|but) ")
_ACCOUNT_BEHIND = re.compile(r"\s*(?:account|accounts|log-?in|password|credentials|admin|page|profile|wallet|app)")
_TO_MINE = re.compile(r"(?:^|[^a-z])(?:to|for|of|into) (?:my|your|ur|the|a|an|our|his) (?:[a-z]+ )?$")
_BARE = re.compile(r"(?:your |ur |the |an? )?(?:id|ids|handle|handles|username|user name|nickname|nick)$")
_WALLETS = frozenset(("paypal", "wise", "payoneer", "skrill", "venmo", "zelle", "cash_app", "crypto", "revolut"))
_BY_WHAT_NAME = re.compile(r"(?:what|which) (?:user ?|nick)?$")
_POSTAL = re.compile(
    r"(?<![a-z])(?:street|ship|shipping|ships|post|postal|parcel|package|courier|deliver|delivery|home"
    r"|billing|invoice"
    r"|registered|business|office|zip|postcode|town|city|flat|print|prints|letter|tax|taxes|register"
    r"|trading|permanent|live|lives)(?![a-z])|address (?:where|at which|in which) you"
)
_INVITING = re.compile(
    r"(?<![a-z])(?:invit\w+|access (?:to|for)|shared|log-?in|workspace|drive|board"
    r"|folder|calendar|seat|channel)(?![a-z])"
)


def by_service(call: Found, text: str, heaps: Heaps) -> bool:
    """Tell whether a phrase as "text me" names a service behind it, so that it asks for that and not for a number."""
    link = _BY.match(text, call.end)
    return link is not None and (heaps.tools.at(link.end()) or heaps.tools.over(call.end - 1)) is not None


def common_word(word: Found, text: str, original: str) -> bool:
    """Tell whether "line" is just the word: LINE is written with a capital, or used like a service."""
    if word.label.name != "line" or text[word.start : word.end] != "line" or original[:1] == "L":
        return False
    used = _AS_SERVICE.search(text, max(0, word.start - BEFORE), word.start)
    return used is None and not text.startswith((" id", " account", " app"), word.end)


def mere_channel(start: int, sentence: Sentence, text: str) -> bool:
    """Tell whether a service is only where something was said: "he wrote on WhatsApp that …"."""
    left = max(sentence.start, start - CLAUSE)
    preposition = _CHANNEL.search(text, left, start)
    if preposition is None:
        return False
    wrote = list(_WROTE.finditer(text, left, preposition.start() + 1))
    return bool(wrote) and not _ELSEWHERE.search(text, wrote[-1].end(), preposition.start() + 1)


def mere_owner(word: Found, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether a service only tells whose password is wanted: "the login to my Canva account"."""
    secrets = ("password", "otp", "account_lending")
    behind = _ACCOUNT_BEHIND.match(text, word.end)
    start, end = max(sentence.start, word.start - GRIP), min(sentence.end, word.end + BEFORE)
    if any(thing.label.name in secrets for thing in heaps.things.between(start, end)):
        if text.endswith(("login", "log-in", "account", "password"), word.start, word.end):
            return True
        return behind is not None or _TO_MINE.search(text, start, word.start) is not None
    return False


def part_of_service(word: Found, sentence: Sentence, before: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether a bare "ID", "handle" or "name" is the one on a service: "it's Skype, put down your ID"."""
    said = text[word.start : word.end]
    if said == "address":
        return any(tool.label.name in _WALLETS for tool in heaps.tools.between(sentence.start, sentence.end))
    if _BARE.match(said):
        return bool(heaps.tools.between(before.start, sentence.end))
    if said in ("name", "names") and _BY_WHAT_NAME.search(text, max(sentence.start, word.start - 24), word.start):
        return bool(heaps.tools.between(word.end, sentence.end))
    return False


def electronic(word: Found, sentence: Sentence, before: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether a bare "address" is one for mail: an invitation goes there, or mail was spoken of."""
    said = text[word.start : word.end]
    if said not in ("address", "addresses") and not said.startswith(("which address", "what address")):
        return False
    start, end = max(before.start, word.start - 2 * VIEW), min(sentence.end, word.end + VIEW)
    if _POSTAL.search(text, start, end):
        return False
    if any(thing.label.name == "email" for thing in heaps.things.between(start, end)):
        return True
    return _INVITING.search(text, start, end) is not None


def mere_place(word: Found, written: str, sentence: Sentence, text: str, heaps: Heaps, *, told: bool) -> bool:
    """Tell whether a service, `written` so, is only where something was said, or whose password is wanted."""
    if common_word(word, text, written) or mere_owner(word, sentence, text, heaps):
        return True
    return told and mere_channel(word.start, sentence, text)
