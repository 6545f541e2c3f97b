"""What is done while faults strike: a build, and the commands that write sources, each on a small collection."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults.harness import Deed, deed, perform

ARTICLE = "---\ntitle: {title}\nauthors: [editor]\npublished: 2020\nlanguage: en\n{more}---\n\n{text}\n"
PARAGRAPHS = tuple(f"Paragraph {number} tells of matter {number * 7} in words of its own." for number in range(1, 9))
EDITED = ("A paragraph that was put in front.", *PARAGRAPHS[:5], *PARAGRAPHS[6:])


def made(folder: Path, *, site: bool = True) -> Path:
    """A collection of two articles, with ledgers and a built site; made once for all deeds beside each other."""
    kept = folder.parents[1] / "made" / "start"
    if not kept.exists():
        kept.parent.mkdir()
        assert perform(kept.parent, ("reader", "new", kept.name)).status == 0
        _article(kept, "second", "Second", PARAGRAPHS)
        _run(kept, "reader", "anchors", "--update", "--date", "2026-01-01")
        _run(kept, "mkdocs", "build", "--quiet")
    shutil.copytree(kept, folder, ignore=None if site else shutil.ignore_patterns("site"))
    return folder


def deeds(folder: Path, names: tuple[str, ...] = ()) -> Iterator[Deed]:
    """Each deed with its own collection to begin with; `names` chooses some."""
    for name in names or tuple(DEEDS):
        start = folder / name / "start"
        start.parent.mkdir(parents=True, exist_ok=True)
        yield deed(name, DEEDS[name](start), start)


def _build(start: Path) -> tuple[str, ...]:
    made(start)
    _article(start, "second", "Second", EDITED)
    _run(start, "reader", "anchors", "--update", "--date", "2026-01-02")
    return "mkdocs", "build", "--quiet"


def _import(start: Path) -> tuple[str, ...]:
    made(start, site=False)
    (start / "source.txt").write_text("Second\n\n" + "\n\n".join(EDITED) + "\n", "utf-8")
    return "reader", "import", "source.txt", "--id", "second", "--replace", "--keep-all"


def _new(start: Path) -> tuple[str, ...]:
    start.mkdir()
    return "reader", "new", "fresh"


def _anchors(start: Path) -> tuple[str, ...]:
    made(start, site=False)
    _article(start, "second", "Second", EDITED)
    _article(start, "third", "Third", PARAGRAPHS[::-1])
    return "reader", "anchors", "--update", "--date", "2026-01-02"


def _publish(start: Path) -> tuple[str, ...]:
    made(start)
    _article(start, "third", "Third", PARAGRAPHS[::-1], "draft: true\n")
    return "reader", "publish", "third"


def _rename(start: Path) -> tuple[str, ...]:
    made(start, site=False)
    _article(start, "third", "Third", ("See [the second](second.md).",))
    _run(start, "reader", "anchors", "--update", "--date", "2026-01-02")
    return "reader", "rename", "second", "other"


def _edition(start: Path) -> tuple[str, ...]:
    made(start, site=False)
    return "reader", "edition", "second", "--id", "second-new", "--date", "2026-01-02"


DEEDS: dict[str, Callable[[Path], tuple[str, ...]]] = {
    "build": _build,
    "import": _import,
    "new": _new,
    "anchors": _anchors,
    "publish": _publish,
    "rename": _rename,
    "edition": _edition,
}


def _article(folder: Path, id: str, title: str, paragraphs: tuple[str, ...], more: str = "") -> None:
    text = ARTICLE.format(title=title, more=more, text="\n\n".join(paragraphs))
    (folder / f"docs/articles/{id}.md").write_text(text, "utf-8")


def _run(folder: Path, *words: str) -> None:
    done = perform(folder, words)
    assert done.status == 0, done.said
