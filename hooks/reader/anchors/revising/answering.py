"""Questions in words, and answers in a file: both for an editor who answers many at once."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from reader.anchors.abridging import readable
from reader.anchors.revising.outcome import GONE, Question
from reader.problems import Problem

YES, NO, LATER = "yes", "no", "later"
LINE = re.compile(r"(?P<article>[a-z][a-z0-9-]*):(?P<id>\S+) \((?P<sum>[0-9a-f]{6})\) *= *(?P<answer>\S*) *\Z")
CONTEXT = 70  # characters of a neighbour
AROUND = 3  # words on each side of a difference

Quotations = Mapping[str, str]
"""The words of quotations by their sums, of which a ledger keeps no more than the first."""


def question_sum(question: Question) -> str:
    """Sum up what was asked: an answer to other words is no answer."""
    return hashlib.sha256(f"{question.old_text}\0{question.new_text}".encode()).hexdigest()[:6]


def told(question: Question, known: Quotations, number: int = 1, count: int = 1) -> str:
    """Word a question: which it is, where the passage stands, both wordings and where they differ."""
    old, new = readable(question.old_text, known), readable(question.new_text, known)
    under = f', under "{question.heading}"' if question.heading else ""
    left = f", which left the text on {question.left}" if question.left else ""
    article, _, _ = question.offered.rpartition("#")
    lines = [
        f"{number} of {count}: {question.article}{under}: is this still {question.id}{left}?"
        f" (likeness {question.score:.2f})",
        *([f"  in:       {article}"] if article else []),
        *([f"  after:    {_short(readable(question.before, known))}"] if question.before else []),
        f"  it read:  {old}",
        f"  now:      {new}",
        *([f"  before:   {_short(readable(question.after, known))}"] if question.after else []),
    ]
    if differences := _differences(old, new):
        lines.append(f"  differs:  {differences}")
    lines += [f"  or it is {id}, which reads: {_short(readable(text, known))}" for id, text in question.others]
    return "\n".join(lines)


def _short(text: str) -> str:
    return text if len(text) <= CONTEXT else f"{text[:CONTEXT].rsplit(' ', 1)[0]} …"


def _differences(old: str, new: str) -> str:
    """Mark what went [-so-] and what came {+so+}, with a few words around; nothing where little is left."""
    olds, news = old.split(), new.split()
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    if matcher.ratio() < 0.3:
        return ""
    parts: list[str] = []
    for what, i, j, k, l in matcher.get_opcodes():  # noqa: E741
        if what != "equal":
            parts += [f"[-{' '.join(olds[i:j])}-]"] * (j > i) + [f"{{+{' '.join(news[k:l])}+}}"] * (l > k)
        elif j - i <= 2 * AROUND:
            parts += olds[i:j]
        else:
            head = olds[i : i + AROUND] if parts else []
            tail = olds[j - AROUND : j] if j < len(olds) or l < len(news) else []
            parts += [*head, "…", *tail]
    return " ".join(parts)


def write_answers(questions: Sequence[Question], known: Quotations, answers: Mapping[tuple[str, str], str]) -> str:
    """Write questions as a file to be answered."""
    blocks = []
    for number, question in enumerate(questions, 1):
        lines = [f"# {line}" for line in told(question, known, number, len(questions)).split("\n")]
        answer = answers.get(question.key, "")
        line = f"{question.article}:{question.id} ({question_sum(question)}) = {answer}".rstrip()
        blocks.append("\n".join([*lines, line, ""]))
    head = f"# Answer each line: {YES}, {NO}, {LATER}, or the id of the passage that it is.\n\n"
    return head + "\n".join(blocks)


def read_answers(
    text: str, path: str, questions: Iterable[Question], *, strict: bool = True
) -> tuple[dict[tuple[str, str], str], list[Problem]]:
    """Read the answers to some questions from a file; what is open stays open.

    Where not `strict`, lines that answer nothing that is asked are passed over.
    """
    asked = {question.key: question for question in questions}
    answers: dict[tuple[str, str], str] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = LINE.match(line.strip())
        if not found:
            message = f"{line.strip()!r} is no answer"
            problems.append(Problem(path, number, message, "expected a line such as harbour:p2 (3f2a1c) = yes"))
            continue
        key, answer = (found["article"], found["id"]), found["answer"]
        question = asked.get(key)
        if not question or question_sum(question) != found["sum"]:
            if strict and answer not in ("", LATER):
                message = f"{key[0]}:{key[1]} is not asked in these words any more"
                problems.append(Problem(path, number, message, "take the line out, or let the file be written anew"))
        elif answer not in ("", LATER):
            answers[key] = meant(question, answer)
    return answers, problems


def meant(question: Question, answer: str) -> str:
    """Give what an answer comes to: the id that is offered, another one, or "gone"."""
    return {YES: question.offered, NO: GONE}.get(answer, answer)


def kept_line(question: Question, answer: str) -> str:
    return f"{question.article}:{question.id} ({question_sum(question)}) = {answer}\n"
