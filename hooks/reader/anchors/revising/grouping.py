"""Questions that one answer may settle: what one change did to many passages of an article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reader.anchors.revising.outcome import GONE, Question

YES, NO, LATER = "yes", "no", "later"
NOUNS = {"paragraph": "passages", "item": "passages", "code": "listings"}
WHATS = {
    "reworded": "{} read otherwise in their places",
    "alike": "{} read otherwise in their places, and each is as like another passage",
    "replaced": "{} gave way in their places to what has little in common with them",
    "copied": "the words of {} stand elsewhere, and something like them in their old places",
    "moved": "{} may have been moved and edited",
    "another kind": "the words of {} stand as another kind",
    "away": "{} may have gone to {}",
    "back": "{} that had left may be back",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one article that are asked for the same reason about passages of one kind; often only one."""

    questions: tuple[Question, ...]

    @property
    def first(self) -> Question:
        return self.questions[0]

    @property
    def single(self) -> bool:
        return len(self.questions) == 1

    @property
    def id(self) -> str:
        """Name the first passage, and how many more there are: `p2`, `p2+6`."""
        more = len(self.questions) - 1
        return f"{self.first.id}+{more}" if more else self.first.id

    @property
    def key(self) -> tuple[str, str]:
        return self.first.article, self.id

    @property
    def what(self) -> str:
        """Word what the passages of a group have in common."""
        many = f"{len(self.questions)} {NOUNS.get(self.first.kind, f'{self.first.kind}s')}"
        return WHATS[self.first.why].format(many, article_of(self.first))

    def settled(self, answer: str) -> dict[tuple[str, str], str]:
        """Give the answer to each question that one to the whole group comes to."""
        return {question.key: meant(question, answer) for question in self.questions}


def grouped(questions: Iterable[Question]) -> list[Group]:
    """Put together the questions that are alike, in the order of the first of each.

    Two that offer the same passage are not: to both, yes cannot be the answer.
    """
    groups: list[list[Question]] = []
    latest: dict[tuple[str, ...], list[Question]] = {}
    for question in questions:
        likeness = question.article, question.why, NOUNS.get(question.kind, question.kind), article_of(question)
        group = latest.get(likeness)
        if group is None or question.offered in {each.offered for each in group}:
            group = latest[likeness] = []
            groups.append(group)
        group.append(question)
    return [Group(tuple(group)) for group in groups]


def article_of(question: Question) -> str:
    """Name the article that what is offered stands in."""
    return question.offered.rpartition("#")[0] or question.article


def meant(question: Question, answer: str) -> str:
    """Give what an answer comes to: the id that is offered, another one, or "gone"."""
    return {YES: question.offered, NO: GONE}.get(answer, answer)


def spread(answers: Mapping[tuple[str, str], str], groups: Iterable[Group]) -> dict[tuple[str, str], str]:
    """Spread the answers to whole groups over their questions; an answer to one question goes before."""
    wide = {group.key: group for group in groups if not group.single}
    found: dict[tuple[str, str], str] = {}
    for key, answer in answers.items():
        if key in wide and answer in (YES, NO, GONE):
            found |= wide[key].settled(answer)
    return found | {key: answer for key, answer in answers.items() if key not in wide or answer not in (YES, NO, GONE)}
