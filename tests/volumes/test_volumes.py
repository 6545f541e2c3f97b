"""A site that is built in volumes, anywhere and in any order, has the bytes of one that is built at once."""

import os
import random
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.building.volumes import By
from reader.commands.main import main
from reader.commands.steps import Order, do
from tests.volumes.conftest import URL, bytes_of


def reader(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": URL}
    command = [sys.executable, "-c", "from reader.commands.main import main; main()", "build", *options]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


def here(*options: str) -> Result:
    return CliRunner().invoke(main, ["build", *options], env={"SITE_URL": URL})


def in_steps(root: Path, work: Path, number: int, by: By) -> None:
    """Do all steps in this process, volumes in no order of their own."""
    for step in ("convert", "merge", "render"):
        volumes = [0] if step == "merge" else list(range(number + 1))
        random.Random(number).shuffle(volumes)
        for volume in volumes:
            order = Order(step, volume, number, by, str(root / "mkdocs.yml"), str(work), URL)
            assert do(order).failure == ""


@pytest.mark.parametrize(("number", "by"), [(1, "count"), (7, "year"), (2, "publication")])
def test_steps_give_the_bytes_of_a_build_at_once(
    number: int, by: By, root: Path, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    in_steps(root, tmp_path / "work", number, by)
    result = here(
        "join", "--volumes", str(number), "--work", str(tmp_path / "work"), "--site-dir", str(tmp_path / "site")
    )
    assert result.exit_code == 0, result.output
    assert bytes_of(tmp_path / "site") == whole


def test_processes_give_the_bytes_of_a_build_at_once_and_one_that_is_ended_is_replaced(
    copy: Path, whole: dict[str, bytes]
) -> None:
    (copy / ".end").touch()
    done = reader(copy, "--volumes", "7", "--jobs", "2", "--strict")
    assert done.returncode == 0, done.stderr
    assert not (copy / ".end").exists()
    assert bytes_of(copy / "site") == whole
    assert not (copy / ".cache/volumes").exists()


def test_a_cluster_gives_the_bytes_of_a_build_at_once_and_a_worker_that_is_killed_is_replaced(
    copy: Path, whole: dict[str, bytes]
) -> None:
    (copy / ".end").touch()
    done = reader(copy, "--volumes", "3", "--local-cluster", "2")
    assert done.returncode == 0, done.stderr
    assert not (copy / ".end").exists()
    assert bytes_of(copy / "site") == whole


def test_what_is_wrong_with_pages_is_told_once_and_the_site_stays(copy: Path) -> None:
    (copy / "site").mkdir()
    (copy / "site/index.html").write_text("as it was")
    for name in ("dish-1", "dish-6"):
        page = copy / f"docs/articles/{name}.md"
        page.write_text(page.read_text("utf-8") + "\nSee [more](dish-2.md#p99) [@dish-2, para. 77].\n", "utf-8")
    done = reader(copy, "--volumes", "2", "--jobs", "1")
    assert done.returncode == 1
    for name in ("dish-1", "dish-6"):
        assert done.stderr.count(f"\ndocs/articles/{name}.md:") == 2
    assert "Traceback" not in done.stderr
    assert (copy / "site/index.html").read_text() == "as it was"


def test_parts_that_do_not_fit_are_told_all_at_once(copy: Path) -> None:
    assert here("convert", "--volumes", "2", "--volume", "0", "--jobs", "1").exit_code == 0
    parts = copy / ".cache/volumes/parts"
    (parts / "1.db").write_bytes((parts / "0.db").read_bytes()[:5000])
    told = here("merge", "--volumes", "2").output
    assert "3 problems" not in told
    assert (
        "parts/1.db: this is no part of a site, or was cut short\n    run again: reader build convert --volume 1"
        in told
    )
    assert "parts/2.db: this part is missing\n    run: reader build convert --volume 2" in told
    shutil.copy(parts / "0.db", parts / "1.db")
    with (copy / "glossary.yml").open("a", encoding="utf-8") as file:
        file.write("\nnew-term:\n  term: novelty\n  definition: What was not there before.\n")
    told = here("merge", "--volumes", "2").output
    assert told.count("this part is of another collection, or of another state of this one") == 2
    told = here("render", "--volumes", "2").output
    assert "merged.db: this part is missing" in told
    told = here("join", "--volumes", "2").output
    assert told.count("the files of this volume are missing") == 3
    assert "Traceback" not in told


def test_a_page_that_changed_between_the_steps_is_told(copy: Path) -> None:
    for step in ("convert", "merge"):
        assert here(step, "--volumes", "1", "--jobs", "1").exit_code == 0
    with (copy / "docs/articles/dish-2.md").open("a", encoding="utf-8") as file:
        file.write("\nOne more thing.\n")
    told = here("render", "--volumes", "1", "--volume", "1").output
    assert "docs/articles/dish-2.md: this page was changed since it was converted" in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--volumes", "0"], "0 is not in the range x>=1"),
        (["--volumes", "2", "--scheduler", "tcp://x:1", "--local-cluster", "2"], "give one of them"),
        (["--volumes", "2", "--scheduler", "somewhere"], "write it as tcp://host:8786"),
        (["merge", "--volume", "1"], "--volume is for the steps convert and render"),
        (["convert"], "say with --volumes N"),
        (["convert", "--volumes", "2", "--volume", "3"], "there are 2 volumes and volume 0"),
    ],
)
def test_wrong_options_are_told(options: list[str], told: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    result = here(*options)
    assert result.exit_code in (1, 2)
    assert told in result.output
    assert not isinstance(result.exception, Exception)


def test_a_scheduler_that_does_not_answer_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setattr("reader.commands.drivers.WAIT", 1)
    with socket.socket() as closed:  # bound and not listening: nothing answers there
        closed.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
        result = here("--volumes", "2", "--scheduler", address)
    assert result.exit_code == 1
    assert f"--scheduler {address}: no scheduler answers" in result.output


def test_a_missing_library_is_told(root: Path) -> None:
    code = "import sys; sys.modules['distributed'] = None; from reader.commands.main import main; main()"
    command = [sys.executable, "-c", code, "build", "--volumes", "2", "--local-cluster", "2"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith(
        'dask.distributed is not installed, which builds over machines\n    run: pip install "reader[cluster]"\n'
    )
