"""Questions in words, and answers in a file: both for an editor who answers many at once."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from reader.anchors.abridging import readable
from reader.anchors.revising.grouping import LATER, NO, YES, Group, article_of, grouped, meant
from reader.anchors.revising.outcome import GONE, Question
from reader.problems import Problem

LINE = re.compile(r"(?P<article>[a-z][a-z0-9-]*):(?P<id>\S+) \((?P<sum>[0-9a-f]{6})\) *= *(?P<answer>\S*) *\Z")
CONTEXT = 70  # characters of a neighbour
AROUND = 3  # words on each side of a difference
SHOWN = 8  # passages of a group

Quotations = Mapping[str, str]
"""The words of quotations by their sums, of which a ledger keeps no more than the first."""


def question_sum(question: Question) -> str:
    """Sum up what was asked: an answer to other words is no answer."""
    return hashlib.sha256(f"{question.old_text}\0{question.new_text}".encode()).hexdigest()[:6]


def group_sum(group: Group) -> str:
    return hashlib.sha256("".join(map(question_sum, group.questions)).encode()).hexdigest()[:6]


def told(group: Group, known: Quotations, number: int = 1, count: int = 1, *, shown: int = SHOWN) -> str:
    """Word a question: which it is, where the passage stands, both wordings and where they differ.

    Of a group no more than so many passages are `shown`.
    """
    if group.single:
        return _told(group.first, known, number, count)
    lines = [f"{number} of {count}: {group.first.article}: {group.what}: are they still the same?"]
    for question in group.questions[:shown]:
        lines += [
            f"  {question.id:<7} {_excerpt(readable(question.old_text, known))} (likeness {question.score:.2f})",
            f"  {'now':<7} {_excerpt(readable(question.new_text, known))}",
        ]
    more = len(group.questions) - shown
    return "\n".join([*lines, *([f"  and {more} more"] if more > 0 else [])])


def _told(question: Question, known: Quotations, number: int, count: int) -> str:
    old, new = readable(question.old_text, known), readable(question.new_text, known)
    under = f', under "{question.heading}"' if question.heading else ""
    left = f", which left the text on {question.left}" if question.left else ""
    article = article_of(question)
    lines = [
        f"{number} of {count}: {question.article}{under}: is this still {question.id}{left}?"
        f" (likeness {question.score:.2f})",
        *([f"  in:       {article}"] if article != question.article else []),
        *([f"  after:    {_short(readable(question.before, known))}"] if question.before else []),
        f"  it read:  {old}",
        f"  now:      {new}",
        *([f"  before:   {_short(readable(question.after, known))}"] if question.after else []),
    ]
    if differences := _differences(old, new):
        lines.append(f"  differs:  {differences}")
    lines += [f"  or it is {id}, which reads: {_short(readable(text, known))}" for id, text in question.others]
    return "\n".join(lines)


def _short(text: str, length: int = CONTEXT) -> str:
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …"


def _excerpt(text: str) -> str:
    return _short(text, 2 * CONTEXT)


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


def write_answers(questions: Sequence[Question], known: Quotations) -> str:
    """Write questions as a file to be answered: a line for each group, and one for each of its questions."""
    groups = grouped(questions)
    blocks = []
    for number, group in enumerate(groups, 1):
        if group.single:
            comment = _commented(told(group, known, number, len(groups)))
            blocks.append(f"{comment}\n{_line(group.key, question_sum(group.first))}\n")
            continue
        head = _commented(told(group, known, number, len(groups), shown=0).split("\n")[0])
        lines = [f"{head}\n# All of them at once; an answer to one of them below goes before."]
        lines.append(_line(group.key, group_sum(group)))
        for question in group.questions:
            old, new = readable(question.old_text, known), readable(question.new_text, known)
            words = _commented(f"  it read:  {old}\n  now:      {new}")
            lines.append(f"{words}\n{_line(question.key, question_sum(question))}")
        blocks.append("\n".join(lines) + "\n")
    head = f"# Answer each line: {YES}, {NO}, {LATER}, or the id of the passage that it is.\n\n"
    return head + "\n".join(blocks)


def _commented(text: str) -> str:
    return "\n".join(f"# {line}" for line in text.split("\n"))


def _line(key: tuple[str, str], sum: str, answer: str = "") -> str:
    return f"{key[0]}:{key[1]} ({sum}) = {answer}".rstrip()


def read_answers(
    text: str, path: str, questions: Sequence[Question], *, strict: bool = True
) -> tuple[dict[tuple[str, str], str], list[Problem]]:
    """Read the answers to some questions from a file; what is open stays open.

    The answer to a group is that to each of its questions that has none of its own. Where not `strict`, lines that
    answer nothing that is asked are passed over.
    """
    asked = {question.key: question for question in questions}
    groups = {group.key: group for group in grouped(questions) if not group.single}
    answers: dict[tuple[str, str], str] = {}
    for_all: dict[tuple[str, str], str] = {}
    later: set[tuple[str, str]] = set()
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
        sums = [question_sum(asked[key])] if key in asked else [group_sum(groups[key])] if key in groups else []
        if found["sum"] not in sums:
            if strict and answer not in ("", LATER):
                message = f"{key[0]}:{key[1]} is not asked in these words any more"
                problems.append(Problem(path, number, message, "take the line out, or let the file be written anew"))
        elif answer == LATER:
            later.add(key)
        elif key in asked and answer:
            answers[key] = meant(asked[key], answer)
        elif answer in (YES, NO, GONE):
            for_all |= groups[key].settled(answer)
        elif answer:
            message = f"{answer!r} is no answer for {len(groups[key].questions)} passages at once"
            problems.append(Problem(path, number, message, f"expected {YES}, {NO} or {LATER}"))
    return {key: answer for key, answer in for_all.items() if key not in later} | answers, problems


def kept_line(question: Question, answer: str) -> str:
    return f"{_line(question.key, question_sum(question), answer)}\n"
