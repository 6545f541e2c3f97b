"""Asking an editor at a terminal, one question after the other; each answer is kept at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from reader.anchors.revising.answering import Quotations, kept_line, read_answers, told
from reader.anchors.revising.grouping import LATER, NO, YES, Group, grouped, meant, spread
from reader.anchors.revising.outcome import GONE, Question, Revision
from reader.collection.writing import write_source
from reader.commands.console import fail
from reader.problems import Problem, report
from reader.text.english import counted

UPDATE = "reader anchors --update"
KEPT = Path(".cache/reader/answers.txt")
CHOICES = "y yes, n no, o it is another, l later, u undo, q stop"
CHOICES_OF_GROUP = "y all, n none, s some of them, v view all, e each by itself, l later, u undo, q stop"


@dataclass(frozen=True, slots=True)
class Asking:
    """How far an editor has come: the groups, the place among them, and what was typed to each question."""

    groups: tuple[Group, ...]
    place: int = 0
    typed: tuple[tuple[Question, str], ...] = ()

    @property
    def answers(self) -> dict[tuple[str, str], str]:
        return {question.key: meant(question, answer) for question, answer in self.typed if answer != LATER}

    def open(self) -> tuple[Question, ...]:
        """List the questions of this group whose passages no earlier answer has given away."""
        given = {(article, answer) for (article, _), answer in self.answers.items()}
        return tuple(each for each in self.groups[self.place].questions if (each.article, each.offered) not in given)

    def narrowed(self) -> "Asking":
        return replace(self, groups=self._with(Group(self.open())))

    def apart(self) -> "Asking":
        return replace(self, groups=self._with(*(Group((each,)) for each in self.groups[self.place].questions)))

    def _with(self, *groups: Group) -> tuple[Group, ...]:
        return (*self.groups[: self.place], *groups, *self.groups[self.place + 1 :])

    def typing(self, answers: Sequence[str]) -> "Asking":
        questions = self.groups[self.place].questions
        return replace(self, place=self.place + 1, typed=(*self.typed, *zip(questions, answers, strict=True)))


def kept(root: Path, questions: Sequence[Question]) -> dict[tuple[str, str], str]:
    """Read the answers that were given before an update was stopped."""
    path = root / KEPT
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return read_answers(text, str(KEPT), questions, strict=False)[0]


def forget(root: Path) -> None:
    """Drop the answers that are in the ledgers now."""
    (root / KEPT).unlink(missing_ok=True)


def ask(root: Path, questions: Sequence[Question], known: Quotations) -> tuple[dict[tuple[str, str], str], bool]:
    """Ask the questions, those that are alike together; gives the answers, and whether the editor went to the end."""
    at = Asking(tuple(grouped(questions)))
    before: list[Asking] = []
    click.echo(f"{len(at.groups)} to answer: {CHOICES}")
    while at.place < len(at.groups):
        if not at.open():
            at = replace(at, place=at.place + 1)
            continue
        at = at.narrowed()
        group = at.groups[at.place]
        click.echo(f"\n{told(group, known, at.place + 1, len(at.groups))}")
        choice = _choice(group, known, at)
        if choice == "q":
            click.echo("stopped: your answers are kept, and --update goes on from here")
            return at.answers, False
        if choice == "u":
            at = before.pop() if before else at
        else:
            before.append(at)
            at = at.apart() if choice == "e" else at.typing(_answers(group, choice))
        _keep(root, at.typed)
    return at.answers, True


def _choice(group: Group, known: Quotations, at: Asking) -> str:
    if group.single:
        return str(click.prompt("  the same passage?", type=click.Choice([*"ynoluq"]), show_choices=True))
    click.echo(f"  {CHOICES_OF_GROUP}")
    while True:
        choice = str(click.prompt("  the same passages?", type=click.Choice([*"ynsveluq"]), show_choices=True))
        if choice != "v":
            return choice
        click.echo(told(group, known, at.place + 1, len(at.groups), shown=len(group.questions)))


def _answers(group: Group, choice: str) -> list[str]:
    """Give an answer for each question of a group."""
    if choice == "s":
        same = _some(group)
        return [YES if question.id in same else NO for question in group.questions]
    if choice == "o":
        others = group.first.others
        return [click.prompt("  which id", default=others[0][0] if others else None)]
    return [{"y": YES, "n": NO, "l": LATER}[choice]] * len(group.questions)


def _some(group: Group) -> set[str]:
    """Ask which passages of a group are the same, until each word that is typed is one of its ids."""
    ids = {question.id for question in group.questions}
    while True:
        typed = click.prompt("  which are the same (ids; the others are gone)").replace(",", " ").split()
        strange = [each for each in typed if each not in ids]
        if not strange:
            return set(typed)
        click.echo(f"  not among them: {' '.join(strange)}; expected ids such as {group.first.id}")


def _keep(root: Path, typed: Sequence[tuple[Question, str]]) -> None:
    write_source(root / KEPT, "".join(kept_line(*each) for each in typed))


def spread_wide(wide: dict[tuple[str, str], str], questions: Sequence[Question]) -> dict[tuple[str, str], str]:
    """Spread the answers to groups over the questions that are open; a group that is not asked is a problem."""
    groups = grouped(questions)
    asked = {group.key for group in groups}
    problems = [
        Problem(f"--answer {article}:{id}={answer}", 0, *_strange(article, id, answer, known=(article, id) in asked))
        for (article, id), answer in wide.items()
        if (article, id) not in asked or answer not in (YES, NO, GONE)
    ]
    if problems:
        fail(report(problems))
    return spread(wide, groups)


def _strange(article: str, id: str, answer: str, *, known: bool) -> tuple[str, str]:
    if known:
        return f"{answer!r} is no answer for several passages at once", f"answer {YES} or {GONE}"
    return f"{article} is not asked about {id} any more", f"see what is asked: {UPDATE}"


def unanswered(revision: Revision, known: Quotations) -> str:
    """Word the questions that are open, each with the options that answer it."""
    lines = []
    groups = grouped(revision.questions)
    for number, group in enumerate(groups, 1):
        answer = f"{UPDATE} --answer {group.first.article}:{group.id}="
        lines += [
            told(group, known, number, len(groups)),
            f"  if so:    {answer}{group.first.offered if group.single else YES}",
            *(f"  if other: {answer}{id}" for id, _ in group.first.others if group.single),
            f"  if not:   {answer}{GONE}",
            *([] if group.single else [f"  if some:  {UPDATE} --answers FILE"]),
            "",
        ]
    held = ", ".join(sorted(revision.held))
    many = f"; to answer in a file: {UPDATE} --answers FILE" if len(groups) > 1 else ""
    about = f" about {len(revision.questions)} passages" if len(revision.questions) > len(groups) else ""
    lines.append(
        f"{counted(len(groups), 'question')} to answer{about}, all in one command{many}; nothing was written for {held}"
    )
    return "\n".join(lines)
