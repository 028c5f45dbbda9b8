"""Keys, pseudonyms and sealed records."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import SettingsError, StoreCorrupt, StoreKeyMissing
from storage.sealing import Keyring, context, decode_key, encode_key, keyring, new_key, pseudonym
from tests.storage.samples import NEW_KEY, OLD_KEY


def test_pseudonym_is_stable_and_known():
    """The same id always leads to the same person, in every version to come."""
    expected = "712124edfbc4e592f7586ef0ebc75ffd"

    assert pseudonym(OLD_KEY, "line", "U123") == pseudonym(OLD_KEY, "line", "U123")
    assert expected == pseudonym(b"\0" * 32, "line", "U123")[:32]


@pytest.mark.parametrize(
    ("key", "platform", "raw_id"),
    [
        (NEW_KEY, "line", "U123"),
        (OLD_KEY, "discord", "U123"),
        (OLD_KEY, "line", "U124"),
        (OLD_KEY, "lin", "eU123"),
        (OLD_KEY, "lineU", "123"),
        (OLD_KEY, "", "lineU123"),
    ],
)
def test_pseudonyms_differ_with_key_platform_and_id(key, platform, raw_id):
    """Also where the parts run together to the same letters."""
    assert pseudonym(OLD_KEY, "line", "U123") != pseudonym(key, platform, raw_id)


def test_pseudonym_does_not_show_the_id():
    """It is 64 hexadecimal digits, whatever the id."""
    for raw_id in ("U4af4980629", "123456789012345678", "断り", ""):
        name = pseudonym(OLD_KEY, "line", raw_id)
        assert 64 == len(name)
        assert int(name, 16)
        assert raw_id == "" or raw_id not in name


def test_sealed_record_opens_with_its_key_and_context_only():
    """Another key, another place or one changed bit: it stays shut."""
    ring = Keyring([OLD_KEY])
    sealed = ring.seal(b"facts", context("conversations", "key", "person", 7))

    assert b"facts" == ring.unseal(sealed, context("conversations", "key", "person", 7), where="here")
    with pytest.raises(StoreCorrupt, match="here"):
        ring.unseal(sealed, context("conversations", "key", "person", 8), where="here")
    for place in range(8, len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(StoreCorrupt):
            ring.unseal(bytes(changed), context("conversations", "key", "person", 7), where="here")


@pytest.mark.parametrize("length", [8, 12, 20, 30])
def test_record_cut_short_is_damage(length):
    """However little is left of it."""
    ring = Keyring([OLD_KEY])
    with pytest.raises(StoreCorrupt):
        ring.unseal(ring.seal(b"facts", b"")[:length], b"", where="here")


def test_record_without_its_key_names_the_key_and_the_remedy():
    """The id of a key tells nothing of the key, and finds it again."""
    sealed = Keyring([OLD_KEY]).seal(b"facts", b"")
    with pytest.raises(StoreKeyMissing) as caught:
        Keyring([NEW_KEY]).unseal(sealed, b"", where="here")

    assert Keyring([OLD_KEY]).newest_id.hex() in str(caught.value)
    assert "KOTOWARI_KEYS" in str(caught.value)


def test_newest_key_seals_and_all_open():
    """An old record opens as long as its key is among them; a new one is the newest key's."""
    old, both, new = Keyring([OLD_KEY]), Keyring([NEW_KEY, OLD_KEY]), Keyring([NEW_KEY])

    assert b"old" == both.unseal(old.seal(b"old", b""), b"", where="")
    assert b"new" == new.unseal(both.seal(b"new", b""), b"", where="")
    assert not both.is_newest(old.seal(b"old", b""))
    assert both.is_newest(both.seal(b"new", b""))


def test_the_same_facts_never_look_the_same():
    """Nobody sees from two records that they say the same."""
    ring = Keyring([OLD_KEY])

    assert 1000 == len({ring.seal(b"facts", b"") for _ in range(1000)})


def test_a_keyring_needs_a_key():
    """Nothing is ever kept unsealed."""
    with pytest.raises(ValueError, match="needs a key"):
        Keyring([])


@pytest.mark.parametrize("text", [encode_key(b"\xff" * 32), encode_key(b"\xff" * 32).rstrip("="), "_" * 42 + "8="])
def test_keys_are_read_in_either_alphabet(text):
    """With padding or without, as `openssl` and as URL-safe tools write them."""
    assert b"\xff" * 32 == decode_key(f" {text}\n")


@pytest.mark.parametrize("text", ["", "short", "A" * 44, "A" * 86, "ö" * 43, "A" * 42 + "!"])
def test_other_texts_are_no_keys(text):
    """And the error does not repeat them."""
    with pytest.raises(ValueError, match="not 32 bytes in Base64") as caught:
        decode_key(text)

    assert text == "" or text not in str(caught.value)


def test_first_start_makes_a_key_for_its_owner_alone(tmp_path):
    """And the second start finds it."""
    path = tmp_path / "data" / "key"
    first = keyring([], path)

    assert first.newest_id == keyring([], path).newest_id
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert 0o700 == stat.S_IMODE(path.parent.stat().st_mode)
    assert [path] == list(path.parent.iterdir())


def test_processes_that_start_at_once_end_with_one_key(tmp_path):
    """Otherwise the loser's records would be lost."""
    with ThreadPoolExecutor(16) as threads:
        rings = list(threads.map(lambda _: keyring([], tmp_path / "key"), range(64)))

    assert 1 == len({ring.newest_id for ring in rings})


def test_no_key_is_made_when_one_is_set(tmp_path):
    """The settings are enough."""
    assert Keyring([NEW_KEY]).newest_id == keyring([encode_key(NEW_KEY)], tmp_path / "key").newest_id
    assert [] == list(tmp_path.iterdir())


def test_key_file_still_opens_after_a_key_was_set(tmp_path):
    """Going from the made key to one of the settings is a rotation like any other."""
    sealed = keyring([], tmp_path / "key").seal(b"facts", b"")

    assert b"facts" == keyring([encode_key(NEW_KEY)], tmp_path / "key").unseal(sealed, b"", where="")


@pytest.mark.skipif(os.name != "posix", reason="needs modes of POSIX")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602, 0o660])
def test_key_file_open_to_others_is_refused(tmp_path, mode):
    """With the command that mends it."""
    path = tmp_path / "key"
    keyring([], path)
    path.chmod(mode)
    with pytest.raises(SettingsError, match="chmod 600"):
        keyring([], path)


def test_spoilt_key_file_is_refused_and_not_replaced(tmp_path):
    """A new key in its place would make everything kept unreadable for good."""
    path = tmp_path / "key"
    path.touch(0o600)
    path.write_text("half a key\n")
    with pytest.raises(SettingsError, match="does not hold a key") as caught:
        keyring([], path)

    assert "half a key" not in str(caught.value)
    assert "half a key\n" == path.read_text()


def test_key_file_that_cannot_be_read_or_made_is_reported(tmp_path):
    """A folder in its place, or a file in place of its folder."""
    (tmp_path / "key").mkdir(mode=0o700)
    with pytest.raises(SettingsError, match="cannot be read"):
        keyring([], tmp_path / "key")
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="none can be kept"):
        keyring([], tmp_path / "file" / "key")


def test_unusable_key_of_the_settings_is_named(tmp_path):
    """By its variable, not by its value."""
    with pytest.raises(SettingsError, match="KOTOWARI_KEYS") as caught:
        keyring(["secret-but-too-short"], tmp_path / "key")

    assert "secret-but" not in str(caught.value)


def test_new_keys_differ():
    """They are random and of the right length."""
    assert 100 == len({new_key() for _ in range(100)})
    assert 32 == len(new_key())
