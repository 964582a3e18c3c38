from __future__ import annotations

import os
from pathlib import Path

import pytest

from tradetalks.errors import OutputError
from tradetalks.files.output import check_writable, write


def test_a_file_is_written_whole_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    write(path, "one")
    write(path, b"two")
    assert path.read_text() == "two"
    assert [item.name for item in tmp_path.iterdir()] == ["out.json"]


def test_the_old_file_survives_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.json"
    write(path, "old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="disk full"):
        write(path, "new")
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["out.json"]


def test_permissions_follow_the_mask_and_the_old_file(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write(tmp_path / "new", "x")
    finally:
        os.umask(mask)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o644
    (tmp_path / "new").chmod(0o600)
    write(tmp_path / "new", "y")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


def test_impossible_targets_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder is not there"):
        check_writable(tmp_path / "none" / "out.json")
    with pytest.raises(OutputError, match="this is a folder"):
        check_writable(tmp_path)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(pipe, "through")
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
