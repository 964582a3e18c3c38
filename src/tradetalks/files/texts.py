"""Text files in the encodings that spreadsheets and editors write."""

from __future__ import annotations

import codecs
import warnings
from pathlib import Path

from tradetalks.errors import InputError

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
PLAIN = "utf-8"
OLD_SPREADSHEETS = "cp1252"


class GuessedEncodingWarning(UserWarning):
    """A file that is not UTF-8 and was read as Windows-1252."""


def whole_file(path: Path) -> bytes:
    """Read a whole file.

    Raises
    ------
    InputError
        `file`, when it is not there or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("file", "the file is not there", "give the path of a file", str(path)) from None
    except OSError as error:
        raise InputError("file", f"the file cannot be read ({error})", "give another file", str(path)) from None


def read_text(path: Path) -> str:
    """Read a text: UTF-8 with or without a byte-order mark, UTF-16 with one, or else Windows-1252, with a warning.

    Raises
    ------
    InputError
        `file`, when it is not there, cannot be read, or is not text.
    """
    data = whole_file(path)
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), PLAIN)
    text = _decoded(data, encoding)
    if text is None and encoding == PLAIN and (text := _decoded(data, OLD_SPREADSHEETS)) is not None:
        message = f"{path}: not UTF-8, so read as Windows-1252; if letters look wrong, save it as CSV UTF-8"
        warnings.warn(message, GuessedEncodingWarning, stacklevel=2)
    if text is None:
        raise InputError("file", "this is not a text file", "save it as UTF-8 text", str(path))
    return text


def _decoded(data: bytes, encoding: str) -> str | None:
    """Decode a text, unless it is none: no text holds the character zero."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
