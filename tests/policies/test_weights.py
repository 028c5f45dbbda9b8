"""The weights of the second reader, packed and added up."""

import json

import pytest

from policies import weights
from policies.vocabulary import Kind, Language
from policies.weights import ZERO, Rows, outputs


def packed(*pairs):
    return bytes(value for output, weight in pairs for value in (output, weight + ZERO)).hex()


def test_rows_are_added_up_output_by_output():
    """Whatever the signs."""
    rows = Rows({"a": packed((0, 5), (2, -127)), "b": packed((0, -7), (1, 127), (2, -1))})

    assert [-2, 127, -128, 0] == outputs(rows.total({"a", "b", "unknown"}), 4)
    assert [5, 0, -127, 0] == outputs(rows.total({"a"}), 4)
    assert [0, 0, 0, 0] == outputs(rows.total(set()), 4)


def test_no_message_can_overflow():
    """Not even one whose every feature pulls the same way, next to one that is pulled the other way."""
    most = 60_000
    rows = Rows({str(number): packed((0, 127), (1, -128), (2, 127)) for number in range(most)})

    assert [127 * most, -128 * most, 127 * most] == outputs(rows.total({str(number) for number in range(most)}), 3)


@pytest.mark.parametrize("language", Language)
def test_shipped_weights_fit(language):
    """Every kind has its output, every level lies where it belongs."""
    loaded = weights.load(language)

    assert set(Kind) == set(loaded.kinds)
    assert len(loaded.kinds) + 1 == len(loaded.bias)
    assert 0 < loaded.kept < loaded.asked < 1
    assert 0 < loaded.unsure < loaded.asked


def test_other_format_is_refused(tmp_path, monkeypatch):
    """With what to do."""
    monkeypatch.setattr(weights, "FOLDER", tmp_path)
    (tmp_path / "ja.json").write_text(json.dumps({"format": 0}), encoding="utf-8")

    with pytest.raises(ValueError, match="make model"):
        weights.load.__wrapped__(Language.JA)
