"""The one pandoc that reads document after document: its bounds, and what comes after one that broke them."""

import multiprocessing
import os
import sys
from pathlib import Path

import pytest

from reader.importing.formats import pandoc
from reader.importing.formats.pandoc import Unreadable, read_tree

PARAGRAPH = [{"t": "Para", "c": [{"t": "Str", "c": "Storks"}]}]


def test_one_process_reads_all_documents_and_keeps_nothing_of_the_last() -> None:
    assert read_tree(b"<p>Storks</p>", "html")[1] == PARAGRAPH
    first = pandoc._pandoc(os.getpid()).process.pid
    assert read_tree(b"[a]: https://example.org\n", "markdown")[1] == []
    assert read_tree(b"Storks", "markdown")[1] == PARAGRAPH
    assert read_tree(b"", "html")[1] == []
    assert "Link" not in str(read_tree(b"[a]", "markdown")[1])
    assert pandoc._pandoc(os.getpid()).process.pid == first


def test_a_document_that_takes_too_long_does_not_cost_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as bounds:
        bounds.setattr(pandoc, "SECONDS", 0.01)
        with pytest.raises(Unreadable, match=r"longer than 0\.01 seconds"):
            read_tree(b"<p><b>a</b> <i>b</i></p>" * 40_000, "html")
    assert read_tree(b"<p>Storks</p>", "html")[1] == PARAGRAPH


@pytest.mark.skipif(sys.platform != "linux", reason="no other system bounds the memory of a process")
def test_a_document_that_takes_too_much_memory_does_not_cost_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    pandoc._pandoc(os.getpid()).end()
    with monkeypatch.context() as bounds:
        bounds.setattr(pandoc, "MEMORY", 60_000_000)
        with pytest.raises(Unreadable, match="too large"):
            read_tree(b"<p><b>a</b> <i>b</i></p>" * 40_000, "html")
    assert read_tree(b"<p>Storks</p>", "html")[1] == PARAGRAPH


def test_a_broken_document_is_an_error_and_no_end() -> None:
    with pytest.raises(Unreadable, match="couldn't unpack"):
        read_tree(b"PK nonsense", "docx")
    assert read_tree(b"<p>Storks</p>", "html")[1] == PARAGRAPH


def test_nothing_outside_a_document_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    assert read_tree(f"Storks\n\n.. include:: {secret}\n".encode(), "rst")[1] == PARAGRAPH


def test_a_forked_process_starts_its_own() -> None:
    read_tree(b"<p>Storks</p>", "html")
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(read_tree, (b"<p>Storks</p>", "html"))[1] == PARAGRAPH
    assert read_tree(b"<p>Storks</p>", "html")[1] == PARAGRAPH
