"""Text in the encodings that programs write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradetalks.errors import InputError
from tradetalks.files.texts import GuessedEncodingWarning, read_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "t").write_bytes("Käse, 5 €".encode(encoding))
    assert read_text(tmp_path / "t") == "Käse, 5 €"


def test_other_bytes_are_read_as_the_old_encoding_of_spreadsheets(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes("Käse, 5 €".encode("cp1252"))
    with pytest.warns(GuessedEncodingWarning, match="if letters look wrong"):
        assert read_text(tmp_path / "t") == "Käse, 5 €"


@pytest.mark.parametrize("data", [b"a\x00b", b"\xff\xfea", b"\x81\x8d"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t").write_bytes(data)
    with pytest.raises(InputError, match="not a text"):
        read_text(tmp_path / "t")


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(InputError) as caught:
            read_text(path)
        assert caught.value.code == "file"
        assert caught.value.place == str(path)
