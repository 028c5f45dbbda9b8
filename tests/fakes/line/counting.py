"""How LINE counts the length of a text: in UTF-16 code units or in grapheme clusters, depending on the field.

The bot counts for itself. This is a second, independent implementation, so that one mistake is not made twice.
"""

import re
import unicodedata

_EMOJI_MODIFIERS = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_JOINER = 0x200D
_KEYCAPS = range(0xFE00, 0xFE10)

# Signs after which a joiner holds the next one (UAX 29, GB11), as far as emoji keyboards make use of it.
_PICTOGRAPH = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)


def utf16_length(text):
    """Code units: two for 🍎 and for rare kanji, one for most signs."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text):
    """The number of extended grapheme clusters (UAX 29): what a person calls a character."""
    return sum(1 for _ in clusters(text))


def clusters(text):
    """The grapheme clusters of a text, in order."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or _breaks(text, start, place):
            yield text[start:place]
            start = place


def _breaks(text, start, place):
    """Is there a border before the sign at `place`, in a cluster that began at `start`?"""
    before, after = text[place - 1], text[place]
    if before == "\r" and after == "\n":
        return False
    if _is_control(before) or _is_control(after):
        return True
    if _extends(after):
        return False
    if _is_prepended(before):
        return False
    if _hangul_holds(before, after):
        return False
    if ord(before) == _JOINER and _PICTOGRAPH.match(after):
        base = next((sign for sign in reversed(text[start:place]) if not _extends(sign)), "")
        return not _PICTOGRAPH.match(base)
    if ord(before) in _FLAGS and ord(after) in _FLAGS:
        return (place - start) % 2 == 0
    return True


def _is_control(sign):
    """Line ends, controls and invisible formats, but neither the joiners nor the tags of flags."""
    if ord(sign) in (0x200C, _JOINER) or ord(sign) in _TAGS or _is_prepended(sign):
        return False
    return unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cs")


def _extends(sign):
    point = ord(sign)
    return (
        point in (0x200C, _JOINER, 0xFF9E, 0xFF9F)
        or point in _EMOJI_MODIFIERS
        or point in _TAGS
        or point in _KEYCAPS
        or unicodedata.category(sign) in ("Mn", "Me", "Mc")
        or sign in ("\u0e33", "\u0eb3")
    )


def _is_prepended(sign):
    """Arabic number signs and the like, which hold on to what follows."""
    return ord(sign) in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)


def _hangul_kind(sign):
    point = ord(sign)
    if 0x1100 <= point <= 0x115F or 0xA960 <= point <= 0xA97C:
        return "L"
    if 0x1160 <= point <= 0x11A7 or 0xD7B0 <= point <= 0xD7C6:
        return "V"
    if 0x11A8 <= point <= 0x11FF or 0xD7CB <= point <= 0xD7FB:
        return "T"
    if 0xAC00 <= point <= 0xD7A3:
        return "LV" if (point - 0xAC00) % 28 == 0 else "LVT"
    return ""


_HANGUL_FOLLOWS = {"L": ("L", "V", "LV", "LVT"), "LV": ("V", "T"), "V": ("V", "T"), "LVT": ("T",), "T": ("T",)}


def _hangul_holds(before, after):
    """Parts of one syllable stay together (GB6 to GB8)."""
    return _hangul_kind(after) in _HANGUL_FOLLOWS.get(_hangul_kind(before), ())
