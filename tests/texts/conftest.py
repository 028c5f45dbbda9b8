"""The texts as they ship, and a folder of small ones to be broken."""

import pytest

from bot.texts import phrasebook


@pytest.fixture(scope="session")
def book():
    """The phrasebook."""
    return phrasebook.load()


@pytest.fixture
def texts(tmp_path):
    """A function that writes a file of texts, and the folder it writes to."""

    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return tmp_path

    write("ja/ui.toml", '[greeting]\nhello = "{name}様、こんにちは。"\nlist = ["一", "二"]\n')
    write("en/ui.toml", '[greeting]\nhello = "Hello {name}."\nlist = ["one", "two"]\n')
    return write
