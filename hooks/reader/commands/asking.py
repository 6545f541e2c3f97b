"""Asking an editor at a terminal, one question after the other; each answer is kept at once."""

from collections.abc import Sequence
from pathlib import Path

import click

from reader.anchors.revising.answering import LATER, NO, YES, Quotations, kept_line, meant, read_answers, told
from reader.anchors.revising.outcome import Question
from reader.collection.writing import write_source

KEPT = Path(".cache/reader/answers.txt")
CHOICES = "y yes, n no, o it is another, l later, u undo, q stop"


def kept(root: Path, questions: Sequence[Question]) -> dict[tuple[str, str], str]:
    """Read the answers that were given before an update was stopped."""
    path = root / KEPT
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return read_answers(text, str(KEPT), questions, strict=False)[0]


def forget(root: Path) -> None:
    """Drop the answers that are in the ledgers now."""
    (root / KEPT).unlink(missing_ok=True)


def ask(root: Path, questions: Sequence[Question], known: Quotations) -> tuple[dict[tuple[str, str], str], bool]:
    """Ask the questions; gives the answers, and whether the editor went through to the end.

    A question is passed over where an earlier answer has given its passage away.
    """
    answers: dict[tuple[str, str], str] = {}
    typed: list[tuple[Question, str]] = []
    place = 0
    click.echo(f"{len(questions)} to answer: {CHOICES}")
    while place < len(questions):
        question = questions[place]
        if question.offered in {
            answers.get(each.key) for each in questions[:place] if each.article == question.article
        }:
            place += 1
            continue
        click.echo(f"\n{told(question, known, place + 1, len(questions))}")
        choice = click.prompt("  the same passage?", type=click.Choice([*"ynoluq"]), show_choices=True)
        if choice == "q":
            click.echo("stopped: your answers are kept, and --update goes on from here")
            return answers, False
        if choice == "u":
            if typed:
                undone, _ = typed.pop()
                answers.pop(undone.key, None)
                place = questions.index(undone)
                _keep(root, typed)
            continue
        if choice == "o":
            answer = click.prompt("  which id", default=question.others[0][0] if question.others else None)
        else:
            answer = {"y": YES, "n": NO, "l": LATER}[choice]
        typed.append((question, answer))
        if answer != LATER:
            answers[question.key] = meant(question, answer)
        _keep(root, typed)
        place += 1
    return answers, True


def _keep(root: Path, typed: Sequence[tuple[Question, str]]) -> None:
    write_source(root / KEPT, "".join(kept_line(*each) for each in typed))
