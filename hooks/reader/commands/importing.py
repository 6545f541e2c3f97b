"""`reader import` and `reader suggest`: from a file to an article, and from an article to entries of the registers."""

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig

from reader.anchors.anchor import Anchor, count
from reader.anchors.block import Block
from reader.building.context import PageContext, Setting
from reader.building.loading import load
from reader.collection.docs_folder import ARTICLES
from reader.collection.fields import ID
from reader.collection.full_texts import FOLDER, is_ignored, read_full_text
from reader.collection.records import Collection
from reader.collection.registers import PEOPLE
from reader.collection.writing import write_source
from reader.collection.yaml_source import split_front_matter
from reader.commands.anchors import anchors
from reader.commands.console import alone, configured, fail, text_of, writing
from reader.commands.reading import opened
from reader.importing.agreement import compare, sections
from reader.importing.articles import clean
from reader.importing.draft import Record
from reader.importing.explaining import Report, report_of, table
from reader.importing.frontmatter import (
    AuthorEntry,
    identify,
    keep_front_matter,
    people_to_add,
    write_front_matter,
)
from reader.importing.reading import read_bytes, read_source
from reader.importing.suggesting import suggest, to_yaml
from reader.importing.wording import file_id, fold
from reader.importing.writing import write_body
from reader.linking.forms import all_forms
from reader.markdown import convert
from reader.problems import Problem, nearest, report

MANY, FEW = 3, 24


@dataclass(frozen=True, slots=True)
class _Found:
    """What one file holds, ready to be written: small, since it may come from another process."""

    record: Record
    body: str
    report: Report


@dataclass(slots=True)
class _Import:
    """One run of the command: what it is to do, and what has come of it so far."""

    config: MkDocsConfig
    collection: Collection
    full: bool
    replace: bool
    dry_run: bool
    add_people: bool = False
    reports: list[Report] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    people: dict[str, AuthorEntry] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    written: set[Path] = field(default_factory=set)
    cited: bool = False
    setting: Setting = field(default_factory=lambda: Setting(Collection()))

    @property
    def root(self) -> Path:
        return Path(self.config.config_file_path).parent

    @property
    def docs(self) -> Path:
        return Path(self.config.docs_dir)

    def known(self, name: str) -> str:
        """The id of the person with this name, or ""."""
        for person in self.collection.people.values():
            if fold(name) in {fold(each) for each in (person.name, person.native, *person.also) if each}:
                return person.id
        return ""

    def shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def take(self, id: str, found: _Found | Problem) -> None:
        """Import what was found in one file."""
        if isinstance(found, Problem):
            self.problems.append(found)
            return
        self.reports.append(found.report)
        self.said += found.report.said
        if problem := self._write(found, id):
            self.problems.append(problem)

    def _write(self, found: _Found, id: str) -> Problem | None:
        target = self.root / FOLDER / f"{id}.md" if self.full else self.docs / ARTICLES / f"{id}.md"
        shown = self.shown(target)
        if target in self.written:
            return Problem(shown, 0, "two of the files would be this article", "import one of them with --id")
        self.written.add(target)
        if target.exists() and not self.replace and self.dry_run:
            self.said.append(f"{shown} is there already: it would take --replace")
            return None
        if target.exists() and not self.replace:
            hint = "add --replace, which keeps its front matter, or import under another --id"
            return Problem(shown, 0, "there is such an article already; nothing was written", hint)
        text = found.body
        if not self.full:
            people = identify(found.record.authors, self.known)
            self.people |= {person.id: person for person in people}
            front = write_front_matter(found.record, people)
            existing = _front_matter(text_of(target, self.root)) if target.exists() else ""
            text = f"{keep_front_matter(existing, front) if existing else front}\n{text}"
        if not self.dry_run:
            with writing(self.root):
                write_source(target, text)
        self.said.append(f"{'would write' if self.dry_run else 'wrote'} {shown}")
        if not self.full and (self.root / "anchors" / f"{id}.jsonl").is_file():
            self.cited = True
        if self.full:
            self.problems += self._disagreements(id, found.body, shown)
        return None

    def _disagreements(self, id: str, body: str, shown: str) -> list[Problem]:
        """Where a full text does not stand as its edition does."""
        src_uri = f"{ARTICLES}/{id}.md"
        _, edition, _ = split_front_matter(text_of(self.docs / src_uri, self.root))
        ours, theirs = (sections(_outline(self.setting, src_uri, text)) for text in (edition, body))
        problems = compare(ours, theirs, shown)
        if not problems:
            count = sum(len(section.texts) for section in ours)
            self.said.append(f"{id}: the full text has the {count} passages of its edition, section by section")
        return problems


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--id", "id_", help="The article's id, and so its address; without it the name of the file.")
@click.option("--full", is_flag=True, help="The file is the full text of the article --id, for this machine only.")
@click.option("--replace", is_flag=True, help="Replace an article that is there; its front matter is kept.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--keep-all", is_flag=True, help="Keep every paragraph of running text, wherever it stands.")
@click.option("--add-people", is_flag=True, help="Write new authors into people.yml too, marked to be checked.")
@click.option("--explain", "told", is_flag=True, help="Show what each rule took each line for.")
def import_articles(
    *,
    files: tuple[Path, ...],
    id_: str | None,
    full: bool,
    replace: bool,
    dry_run: bool,
    keep_all: bool,
    add_people: bool,
    told: bool,
) -> None:
    """Make articles of FILES: plain text, saved web pages, Markdown, DOCX, ODT, RTF or EPUB; - is standard input.

    Writes docs/articles/ID.md: front matter with what the source says and a # TODO for what it does not, and the text
    without the furniture of the site it came from. With --full it writes full/ID.md, which git ignores and the build
    shows in place of the reading edition, and tells where the two do not agree.
    """
    if id_ is not None and (len(files) > 1 or not ID.match(id_)):
        problem = "names one article: import the files one by one" if len(files) > 1 else "must be a-z, 0-9 and -"
        raise click.UsageError(f"--id {id_}: it {problem}")
    with configured() as (config, _):
        if not dry_run:
            alone(Path(config.config_file_path).parent)
        collection = load(Path(config.config_file_path).parent, Path(config.docs_dir)).collection
        run = _Import(config, collection, full, replace, dry_run, add_people)
        if full:
            _open_full(run, id_)
        if any(str(file) == "-" for file in files) and not id_:
            raise click.UsageError("standard input has no name: say --id")
        for file, found in _found_in(files, keep_all=keep_all, explain=told, articles=frozenset(collection.articles)):
            run.take(id_ or file_id(file.stem) or "article", found)
    _tell(run)
    if run.cited and not dry_run:
        click.get_current_context().invoke(anchors, update=True)


@click.command("suggest")
@click.argument("article")
def suggest_entries(article: str) -> None:
    """List terms and people that ARTICLE names and no register has, as YAML to choose from and paste."""
    with configured() as (config, _):
        root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
        collection = load(root, docs).collection
        if article not in collection.articles:
            hint = nearest(article, collection.articles)
            raise click.UsageError(f"{article} is no article of this collection{': ' if hint else ''}{hint}")
        src_uri = collection.articles[article].src_uri
        _, edition, _ = split_front_matter(text_of(docs / src_uri, root))
        text = read_full_text(root, article) or edition
        forms = {fold(form.text) for form in all_forms(collection)}
        blocks = _outline(opened(config).setting, src_uri, text)
    passages = [(anchor.number, block.text) for block, anchor in blocks if anchor.number]
    found = suggest(passages, lambda phrase: _is_known(phrase, forms), text)
    click.echo(to_yaml(found) if found else f"{article}: every term and name in it is in the registers")


def _outline(setting: Setting, src_uri: str, text: str) -> tuple[tuple[Block, Anchor], ...]:
    """The passages and headings of a text on a page of this collection, numbered from 1."""
    return convert(text, PageContext(src_uri, mint=count), setting).blocks


def _open_full(run: _Import, id: str | None) -> None:
    if not id:
        raise click.UsageError("--full needs the article: say --id")
    if id not in run.collection.articles:
        hint = nearest(id, run.collection.articles) or "import it without --full first"
        raise click.UsageError(f"{id} is no article of this collection: {hint}")
    if not is_ignored(run.root):
        fail(f"git does not ignore {FOLDER}/: add the line /{FOLDER}/ to .gitignore, so that no full text is published")
    run.setting = opened(run.config).setting


def _find(file: Path, *, keep_all: bool, fully: bool, briefly: bool, articles: frozenset[str]) -> _Found | Problem:
    source = read_bytes(sys.stdin.buffer.read(), "standard input") if str(file) == "-" else read_source(file)
    if isinstance(source, Problem):
        return source
    draft = clean(source, keep_all=keep_all, articles=articles)
    if isinstance(draft, Problem):
        return draft
    report = report_of(file.name, draft, fully=fully, briefly=briefly)
    remarks = tuple(f"{file.name}: {remark}" for remark in source.remarks)
    return _Found(draft.record, write_body(draft.pieces), replace(report, said=remarks + report.said))


def _found_in(
    files: tuple[Path, ...], *, keep_all: bool, explain: bool, articles: frozenset[str]
) -> Iterator[tuple[Path, _Found | Problem]]:
    """What is found in each file, in order; many are read by as many processes as there are processors."""
    one = partial(_find, keep_all=keep_all, fully=explain, briefly=len(files) <= MANY, articles=articles)
    if len(files) <= MANY:
        yield from ((file, one(file)) for file in files)
        return
    with (
        click.progressbar(length=len(files), label=f"importing {len(files):,} files", file=sys.stderr) as bar,
        ProcessPoolExecutor(mp_context=get_context("spawn")) if len(files) > FEW else nullcontext() as pool,
    ):
        for file, found in zip(files, pool.map(one, files, chunksize=4) if pool else map(one, files), strict=True):
            yield file, found
            bar.update(1)


def _tell(run: _Import) -> None:
    if run.reports:
        click.echo(table(each.row for each in run.reports))
    for line in run.said:
        click.echo(line)
    for line in (line for each in run.reports for line in each.alarms):
        click.echo(line, err=True)
    fresh = tuple(person for person in run.people.values() if not person.known)
    if fresh and run.add_people and not run.dry_run:
        _add_people(run.root, fresh)
    elif wanted := people_to_add(fresh):
        click.echo(f"\nto add to people.yml:\n\n{wanted}")
    if run.problems:
        fail(report(run.problems))


def _add_people(root: Path, people: tuple[AuthorEntry, ...]) -> None:
    """Write entries for new people under those there are; a register without any holds `{}`, which gives way."""
    path = root / PEOPLE
    before = text_of(path, root) if path.is_file() else ""
    bare = re.sub(r"^\{[ \t]*\}[ \t]*$", "", before, flags=re.MULTILINE).strip("\n")
    entries = people_to_add(people, note="TODO check: written by reader import")
    with writing(root):
        write_source(path, f"{bare}\n\n{entries}\n" if bare else f"{entries}\n")
    click.echo(f"wrote {PEOPLE}: {', '.join(person.id for person in people)}, to be checked")


def _front_matter(text: str) -> str:
    front, _, _ = split_front_matter(text)
    return f"---\n{front.rstrip()}\n---\n" if front is not None else ""


def _is_known(phrase: str, forms: set[str]) -> bool:
    key = fold(phrase)
    return key in forms or key.removesuffix("s") in forms or f" {key} " in f" {' | '.join(sorted(forms))} "
