"""How large a PNG or JPEG is, read from its first bytes."""

import struct

_FRAMES = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))


def picture_size(data):
    """Media type, width and height; None if it is neither PNG nor JPEG, or is broken."""
    try:
        if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR":
            return ("image/png", *struct.unpack(">II", data[16:24]))
        if data[:2] == b"\xff\xd8":
            return _jpeg_size(data)
    except (struct.error, IndexError):
        pass
    return None


def _jpeg_size(data):
    """From the first frame header: what comes before are segments that say how long they are."""
    place = 2
    while data[place] == 0xFF:
        marker = data[place + 1]
        length, _, height, width = struct.unpack(">HBHH", data[place + 2 : place + 9])
        if marker in _FRAMES:
            return "image/jpeg", width, height
        place += 2 + length
    return None
