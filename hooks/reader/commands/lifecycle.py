"""`reader publish`, `withdraw` and `rename`: from a draft to a page, and what may become of it, in one command each."""

import datetime
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from mkdocs.commands.build import build

from reader.anchors.ledger.files import path_of
from reader.collection.annotations import FOLDER as ANNOTATIONS
from reader.collection.docs_folder import ARTICLES, markdown_files
from reader.collection.fields import ID
from reader.collection.full_texts import FOLDER as FULL_TEXTS
from reader.collection.loading import load_collection
from reader.collection.records import Collection
from reader.collection.registers import GLOSSARY, PEOPLE
from reader.collection.writing import remove_source, write_source
from reader.collection.yaml_source import split_front_matter
from reader.commands.anchors import anchors
from reader.commands.console import alone, configured, fail, text_of, writing
from reader.commands.trial import trial_build
from reader.importing.writing import as_markdown
from reader.problems import nearest
from reader.text.english import counted

_DRAFT = re.compile(r"^draft:[ \t]*(?:true|True|TRUE|yes|on)[ \t]*(?:#.*)?\n", re.MULTILINE)
_FORMER = re.compile(r"^former_ids:[ \t]*\[(?P<ids>[^\]\n]*)\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a collection lies, and what it holds."""

    root: Path
    docs: Path
    collection: Collection

    def article(self, id: str) -> Path:
        return self.docs / ARTICLES / f"{id}.md"

    def shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def known(self, id: str) -> Path:
        """The file of an article; ends the command where there is none."""
        path = self.article(id)
        if not path.is_file():
            ids = [each.stem for each in (self.docs / ARTICLES).glob("*.md") if each.stem != "index"]
            hint = nearest(id, ids)
            raise click.UsageError(f"{id} is no article of this collection{': ' if hint else ''}{hint}")
        return path


def _place() -> _Place:
    with configured() as (config, _):
        root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    alone(root)
    return _Place(root, docs, load_collection(root, docs).collection)


@click.command()
@click.argument("id")
def publish(id: str) -> None:
    """Publish the article ID: check everything, give its passages their numbers, build, and say what to commit.

    A draft is one no longer. Where anything is wrong nothing is changed, and the problems are told.
    """
    place = _place()
    path = place.known(id)
    before = text_of(path, place.root)
    after = _undrafted(before)
    with writing(place.root):
        if after != before:
            write_source(path, after)
        try:
            _mend_first()
        except BaseException:
            if after != before:
                write_source(path, before)
            raise
    click.get_current_context().invoke(anchors, update=True)
    with configured() as (config, messages):
        build(config)
        if wrong := [each for each in messages if "anchors/" not in each]:
            fail("\n".join(wrong))
        site = Path(config.site_dir)
    click.echo(f"built {place.shown(site)}/")
    if after != before:
        click.echo(f"{place.shown(path)}: a draft no longer")
    if todos := len(re.findall(r"# TODO", split_front_matter(after)[0] or "")):
        click.echo(f"{place.shown(path)}: {counted(todos, 'TODO')} left in its front matter")
    _say_commit(place, f"Publish {id}")


def _mend_first() -> None:
    """Build to see what is wrong; that ledgers are behind is what publishing mends."""
    with trial_build() as (_, warnings):
        if wrong := [each for each in warnings if not each.startswith("anchors/")]:
            fail("\n".join([f"{counted(len(wrong), 'problem')} to mend; nothing was published", *wrong]))


@click.command()
@click.argument("id")
@click.option("--reason", default="", help="Why, in a sentence that readers will see.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day of it; today without it.")
def withdraw(id: str, reason: str, date: datetime.datetime | None) -> None:
    """Take the article ID back: its page says so and why, and keeps its address and its numbers for good.

    The text goes from the sources, and the notes on it with it; git has them still. Whoever follows a citation finds
    what the passage began with. What still cites its passages is told, and the command then ends with 1.
    """
    place = _place()
    path = place.known(id)
    full = place.root / FULL_TEXTS / f"{id}.md"
    if full.is_file():
        fail(f"{place.shown(full)}: the full text would still be shown\n    move it away, then withdraw the article")
    if not (place.root / path_of(id)).is_file():
        fail(f"{id} was never published: it has no ledger\n    delete {place.shown(path)} instead")
    front, _, _ = split_front_matter(text_of(path, place.root))
    day = (date.date() if date else datetime.datetime.now().astimezone().date()).isoformat()
    said = f" {as_markdown(' '.join(reason.split()), opens=False)}" if reason.strip() else ""
    notice = f"/// warning | Withdrawn\n\nThis article was withdrawn on {day}.{said}\n\n///"
    notes = place.root / ANNOTATIONS / f"{id}.yml"
    with writing(place.root):
        write_source(path, f"---\n{(front or '').rstrip()}\n---\n\n{notice}\n")
        if notes.is_file():
            remove_source(notes)
            click.echo(f"removed {place.shown(notes)}: its notes have no words to stand beside")
    click.get_current_context().invoke(anchors, update=True)
    click.echo(f"{place.shown(path)}: withdrawn; its numbers lead to what their passages began with")
    _say_commit(place, f"Withdraw {id}")
    with trial_build() as (_, warnings):
        if warnings:
            fail("\n".join([f"{counted(len(warnings), 'problem')} to mend", *warnings]))


@click.command()
@click.argument("old")
@click.argument("new")
def rename(old: str, new: str) -> None:
    """Give the article OLD the id NEW: its file, ledger, notes and full text move, and every reference follows.

    The old address leads to the new one, by former_ids. Where the file was moved by hand already, the rest follows it.
    """
    place = _place()
    if not ID.match(new) or new == "index":
        raise click.UsageError(f"{new} is no id: expected a-z, 0-9 and -, a letter first")
    source, target = place.article(old), place.article(new)
    text = _renamed(_with_former(text_of(source, place.root), old), old, new) if source.is_file() else ""
    begun = target.is_file() and (text_of(target, place.root) == text if text else _names_former(place, target, old))
    if old == new or (source.is_file() and target.exists() and not begun):
        raise click.UsageError(f"there is an article {new} already: rename it first, or choose another id")
    if not source.is_file() and not begun and not (target.is_file() and (place.root / path_of(old)).is_file()):
        place.known(old)
    done: list[str] = []
    with writing(place.root):
        # The article itself comes last: as long as it has its old name, a run that was killed can be given again.
        for path, renamed in _references(place, old, new):
            if path != source:
                write_source(path, renamed)
                done.append(f"changed {place.shown(path)}")
        for folder, suffix in (("anchors", ".jsonl"), (ANNOTATIONS, ".yml"), (FULL_TEXTS, ".md")):
            before, after = place.root / folder / f"{old}{suffix}", place.root / folder / f"{new}{suffix}"
            if before.is_file():
                done.append(_moved(place, before, after, text_of(before, place.root)))
        if source.is_file():
            done.append(_moved(place, source, target, text))
        elif not begun:
            write_source(target, _renamed(_with_former(text_of(target, place.root), old), old, new))
            done.append(f"changed {place.shown(target)}")
    for line in sorted(done, reverse=True):
        click.echo(line)
    click.get_current_context().invoke(anchors, update=True)
    _say_commit(place, f"Rename {old} to {new}")


def _names_former(place: _Place, path: Path, old: str) -> bool:
    """Whether an article has been given its new id, and remembers the old one."""
    front = split_front_matter(text_of(path, place.root))[0] or ""
    return bool(re.search(rf"^former_ids:.*(?<![\w-]){re.escape(old)}(?![\w-])", front, re.MULTILINE))


def _moved(place: _Place, before: Path, after: Path, text: str) -> str:
    write_source(after, text)
    remove_source(before)
    return f"moved {place.shown(before)} to {place.shown(after)}"


def _references(place: _Place, old: str, new: str) -> Iterator[tuple[Path, str]]:
    """The files that name the article, with its new id in them."""
    registers = [place.root / each for each in (GLOSSARY, PEOPLE, "mkdocs.yml")]
    notes = sorted((place.root / ANNOTATIONS).glob("*.yml"))
    for path in [*(path for _, path in markdown_files(place.docs)), *registers, *notes]:
        if path.is_file():
            before = text_of(path, place.root)
            after = _renamed(before, old, new)
            if after != before:
                yield path, after


def _renamed(text: str, old: str, new: str) -> str:
    """A text whose links to an article and citations of it name the new id."""
    text = re.sub(rf"(?<=[(/\s<\"']){re.escape(old)}\.md(?=[#?)\s>\"']|$)", f"{new}.md", text, flags=re.MULTILINE)
    return re.sub(rf"(?<![\w\\/@.])@{re.escape(old)}(?![\w-])", f"@{new}", text)


def _with_former(text: str, old: str) -> str:
    """An article whose front matter remembers its former id."""
    front, body, _ = split_front_matter(text)
    if front is None or re.search(rf"^former_ids:.*(?<![\w-]){re.escape(old)}(?![\w-])", front, re.MULTILINE):
        return text
    if match := _FORMER.search(front):
        ids = ", ".join(filter(None, [match["ids"].strip(), old]))
        front = front.replace(match[0], f"former_ids: [{ids}]")
    elif re.search(r"^former_ids:[ \t]*\n", front, re.MULTILINE):
        front = re.sub(r"^(former_ids:[ \t]*\n)(\s*)-", rf"\g<1>\g<2>- {old}\n\g<2>-", front, flags=re.MULTILINE)
    else:
        front = f"{front.rstrip()}\nformer_ids: [{old}]"
    return f"---\n{front.rstrip()}\n---\n{body}"


def _undrafted(text: str) -> str:
    front, body, _ = split_front_matter(text)
    if front is None:
        return text
    bare = _DRAFT.sub("", f"{front.rstrip()}\n")
    return f"---\n{bare}---\n{body}" if bare != f"{front.rstrip()}\n" else text


def _say_commit(place: _Place, message: str) -> None:
    """Say what git has to take, where there is a repository."""
    try:
        done = subprocess.run(
            ["git", "-C", str(place.root), "status", "--porcelain", "-z", "--untracked-files=all", "--", "."],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return
    if done.returncode:
        click.echo("keep the files of this folder, anchors/ among them: no git repository holds them yet")
        return
    fields = [each for each in done.stdout.split("\0") if each]
    paths = sorted({each[3:] if re.match(r".{2} ", each) else each for each in fields})
    mine = [each for each in paths if not each.startswith(("site/", ".cache/"))]
    if mine:
        listed = " ".join(f"'{each}'" if re.search(r"[^\w./-]", each) else each for each in mine)
        click.echo(f"to commit:\n  git add {listed}\n  git commit -m '{message}'")
