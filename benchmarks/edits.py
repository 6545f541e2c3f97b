"""Edits of every kind, planted into real articles, and what becomes of the ids: the truth is known.

Each kind takes an article and gives the next one: blocks, each with the places of the old ones whose words it carries
on. An id whose passage has left is right to be gone; one that stays on other words is a false revival.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.anchors.abridging import QUOTATION, abridge
from reader.anchors.block import Block, Kind, Today
from reader.anchors.revising.grouping import article_of, grouped
from reader.anchors.revising.outcome import Revision
from reader.anchors.revising.revision import revise

WORD = re.compile(r"\w+")
PUT = "questions put"
TOGETHER = "several kinds at once"
SHARE = 12  # one passage in so many is edited
LONG = 8  # words: a shorter passage is edited only where the kind is about short ones

Drawn = tuple[Block, frozenset[int]]
"""A block of the next version, and the old places it carries on."""

Article = list[Drawn]


@dataclass(frozen=True, slots=True)
class Material:
    """What an edit draws from: an article, all the words and listings of the others, and chance."""

    blocks: Sequence[Block]
    words: Sequence[str]
    listings: Sequence[Block]
    chance: random.Random

    def other_words(self, text: str, share: float) -> str:
        """Exchange a share of the words of a text for words of anywhere, at least one."""
        found = list(WORD.finditer(text))
        chosen = self.chance.sample(found, max(1, round(share * len(found))))
        for each in sorted(chosen, key=lambda each: -each.start()):
            text = f"{text[: each.start()]}{self.chance.choice(self.words)}{text[each.end() :]}"
        return text

    def typo(self, text: str) -> str:
        """Change one letter of a word."""
        found = [each for each in WORD.finditer(text) if len(each[0]) > 3] or list(WORD.finditer(text))
        place = self.chance.choice(found).start() + 1
        return f"{text[:place]}{self.chance.choice('aeiou')}{text[place + 1 :]}"


def worded(block: Block, text: str, kind: Kind | None = None) -> Block:
    return replace(block, text=" ".join(text.split()), kind=kind or block.kind)


def long(block: Block) -> bool:
    return block.kind in ("paragraph", "item") and len(WORD.findall(block.text)) >= LONG


def same(material: Material) -> Article:
    return [(block, frozenset((place,))) for place, block in enumerate(material.blocks)]


def chosen(material: Material, fits: Callable[[Block], bool]) -> list[int]:
    """Draw the passages to edit: whole ones whose words stand once."""
    counts = Counter(block.text for block in material.blocks)
    fitting = [place for place, block in enumerate(material.blocks) if fits(block) and counts[block.text] == 1]
    return sorted(material.chance.sample(fitting, min(len(fitting), 1 + len(fitting) // SHARE)), reverse=True)


def rewording(fits: Callable[[Block], bool], edit: Callable[[Material, Block], Block]) -> Callable[[Material], Article]:
    """An edit of each chosen passage in its place."""

    def plant(material: Material) -> Article:
        article = same(material)
        for place in chosen(material, fits):
            article[place] = edit(material, material.blocks[place]), frozenset((place,))
        return article

    return plant


def quoting(block: Block) -> bool:
    return long(block) and any(len(WORD.findall(each[0])) > 2 for each in QUOTATION.finditer(block.text))


def in_quotation(material: Material, block: Block) -> Block:
    found = [each for each in QUOTATION.finditer(block.text) if len(WORD.findall(each[0])) > 2]
    each = material.chance.choice(found)
    return worded(block, block.text[: each.start()] + material.typo(each[0]) + block.text[each.end() :])


def replaced_listing(material: Material) -> Article:
    """A listing gives way to one that has nothing in common with it."""
    article = same(material)
    for place in chosen(material, lambda block: block.kind == "code"):
        own = set(WORD.findall(material.blocks[place].text.lower()))
        strangers = [each for each in material.listings if not own & set(WORD.findall(each.text.lower()))]
        if strangers:
            article[place] = worded(material.blocks[place], material.chance.choice(strangers).text), frozenset()
    return article


def fragment(material: Material) -> Article:
    """A passage goes, and a short one comes that begins with a few of its words."""
    article = same(material)
    for place in chosen(material, lambda block: long(block) and len(WORD.findall(block.text)) >= 20):
        words = material.blocks[place].text.split()
        start = material.chance.randrange(len(words) - 3)
        text = f"See {' '.join(words[start : start + material.chance.randint(2, 3)])}"
        article[place] = worded(material.blocks[place], text), frozenset()
    return article


def look_alike(material: Material) -> Article:
    """A passage goes, and one comes on its pattern, of which there is another in the article."""
    article = same(material)
    for place in chosen(material, long):
        article[place] = (
            worded(material.blocks[place], material.other_words(material.blocks[place].text, 0.4)),
            frozenset(),
        )
    return article


def siblings(material: Material) -> Sequence[Block]:
    """The article with a look-alike behind each long passage."""
    blocks = []
    for block in material.blocks:
        blocks.append(block)
        if long(block):
            blocks.append(worded(block, material.other_words(block.text, 0.4)))
    return blocks


def duplicate(material: Material) -> Article:
    """A passage is copied to elsewhere, and edited where it stands."""
    article = same(material)
    copied = chosen(material, long)
    for place in copied:
        block = material.blocks[place]
        article[place] = worded(block, material.other_words(block.text, 0.2)), frozenset((place,))
    for place in copied:
        here = next(at for at, (_, carried) in enumerate(article) if place in carried)
        elsewhere = [at for at in range(len(article) + 1) if at < here - 1 or at > here + 3]
        article.insert(material.chance.choice(elsewhere), (material.blocks[place], frozenset()))
    return article


def listed(material: Material) -> Article:
    """The items of a list become paragraphs: sentences, each with a word changed."""
    article = same(material)
    for place in chosen(material, lambda block: block.kind == "item"):
        text = material.blocks[place].text.rstrip(".,;")
        text = material.other_words(text, 0.05) if len(WORD.findall(text)) >= LONG else text
        article[place] = (
            worded(material.blocks[place], f"{text[:1].upper()}{text[1:]}.", "paragraph"),
            frozenset((place,)),
        )
    return article


def fenced(block: Block) -> bool:
    return block.kind in ("paragraph", "item") and len(block.text) < 60 and bool(WORD.search(block.text))


def merged(material: Material) -> Article:
    """Two neighbours become one passage, with a word changed."""
    article = same(material)
    for place in chosen(material, long):
        if (
            place + 1 < len(material.blocks)
            and long(material.blocks[place + 1])
            and article[place + 1][1] == {place + 1}
        ):
            text = f"{material.blocks[place].text} {material.blocks[place + 1].text}"
            article[place : place + 2] = [
                (worded(material.blocks[place], material.other_words(text, 0.03)), frozenset((place, place + 1)))
            ]
    return article


def divided(material: Material) -> Article:
    article = same(material)
    for place in chosen(material, lambda block: long(block) and len(WORD.findall(block.text)) >= 24):
        words = material.other_words(material.blocks[place].text, 0.05).split()
        cut = len(words) // 2 + material.chance.randint(-len(words) // 5, len(words) // 5)
        article[place : place + 1] = [
            (worded(material.blocks[place], " ".join(part)), frozenset((place,))) for part in (words[:cut], words[cut:])
        ]
    return article


def moved(share: float) -> Callable[[Material], Article]:
    """Passages stand elsewhere in the article, with a share of their words changed."""

    def plant(material: Material) -> Article:
        article = same(material)
        taken = [article.pop(place) for place in chosen(material, long)]
        for block, carried in taken:
            text = material.other_words(block.text, share) if share else block.text
            article.insert(material.chance.randrange(len(article) + 1), (worded(block, text), carried))
        return article

    return plant


def gone(material: Material) -> Article:
    article = same(material)
    for place in chosen(material, long):
        del article[place]
    return article


def removed_and_new(material: Material) -> Article:
    """A passage gives way to one of other words."""
    article = same(material)
    for place in chosen(material, long):
        article[place] = (
            worded(material.blocks[place], material.other_words(material.blocks[place].text, 1)),
            frozenset(),
        )
    return article


KINDS: dict[str, Callable[[Material], Article]] = {
    "a letter": rewording(long, lambda material, block: worded(block, material.typo(block.text))),
    "a letter in a quotation": rewording(quoting, in_quotation),
    "a tenth of the words": rewording(
        long, lambda material, block: worded(block, material.other_words(block.text, 0.1))
    ),
    "a third of the words": rewording(
        long, lambda material, block: worded(block, material.other_words(block.text, 0.33))
    ),
    "a tenth of a listing": rewording(
        lambda block: block.kind == "code" and len(WORD.findall(block.text)) > 3,
        lambda material, block: worded(block, material.other_words(block.text, 0.1)),
    ),
    "another listing": replaced_listing,
    "put into a fence": rewording(fenced, lambda _, block: worded(block, block.text, "code")),
    "list to paragraphs": listed,
    "merged": merged,
    "divided": divided,
    "moved": moved(0),
    "moved, a tenth edited": moved(0.1),
    "copied, original edited": duplicate,
    "a fragment in its place": fragment,
    "removed": gone,
    "others in its place": removed_and_new,
}


MIXED = ("a third of the words", "another listing", "copied, original edited", "moved, a tenth edited", "divided")


def mixed(material: Material) -> Article:
    """Edits of several kinds in one article, look-alikes among them: one group may hold all sorts."""
    article = same(material)
    for plant in (look_alike, *(KINDS[kind] for kind in MIXED)):
        further = plant(replace(material, blocks=[block for block, _ in article]))
        article = [
            (block, frozenset(place for each in places for place in article[each][1])) for block, places in further
        ]
    return article


def planted(articles: Mapping[str, Sequence[Block]], seed: str) -> dict[str, Counter[str]]:
    """Plant edits of every kind into each article and count what became of the ids that they touch."""
    words = [word for blocks in articles.values() for block in blocks for word in WORD.findall(block.text)]
    listings = [block for blocks in articles.values() for block in blocks if block.kind == "code"]
    outcomes: dict[str, Counter[str]] = {}
    for name, blocks in articles.items():
        for kind, plant in KINDS.items():
            material = Material(blocks, words, listings, random.Random(f"{seed} {name} {kind}"))
            outcomes.setdefault(kind, Counter()).update(_judged(blocks, plant(material)))
        family = Material(blocks, words, listings, random.Random(f"{seed} {name} family"))
        family = replace(family, blocks=siblings(family))
        outcomes.setdefault("a look-alike in its place", Counter()).update(_judged(family.blocks, look_alike(family)))
        outcomes.setdefault(TOGETHER, Counter()).update(_judged(family.blocks, mixed(family)))
        material = Material(blocks, words, listings, random.Random(f"{seed} {name} again"))
        outcomes.setdefault("back with a word changed", Counter()).update(_returned(material))
    names = list(articles)
    for one, other in pairwise(names):
        material = Material(articles[one], words, listings, random.Random(f"{seed} {one} {other}"))
        outcomes.setdefault("to another article, a tenth edited", Counter()).update(
            _exchanged(material, articles[other])
        )
    return outcomes


def _revised(old: Mapping[str, Sequence[Block]], new: Mapping[str, Sequence[Block]]) -> tuple[Revision, Revision]:
    first = revise({}, _today(old), date="2025-01-01")
    return first, revise(first.ledgers, _today(new), date="2026-01-01")


def _today(articles: Mapping[str, Sequence[Block]]) -> dict[str, Today]:
    return {id: Today(tuple(map(abridge, blocks))) for id, blocks in articles.items()}


def _judged(old: Sequence[Block], article: Article) -> Counter[str]:
    first, then = _revised({"a": old}, {"a": [block for block, _ in article]})
    ids = [first.entry("a", place).id for place in range(len(old))]
    where = resolved(then)
    asked = {question.id for question in then.questions}
    outcomes: Counter[str] = Counter()
    untouched = {
        next(iter(places)) for block, places in article if len(places) == 1 and block == old[next(iter(places))]
    }
    here = Counter(place for _, places in article for place in places)
    for place, block in enumerate(old):
        right = {("a", new) for new, (_, places) in enumerate(article) if place in places}
        outcome = "asked" if ids[place] in asked else judge(right, where.get(("a", ids[place])))
        moved_whole = place in untouched and here[place] == 1
        if block.kind != "heading" and (not moved_whole or outcome != "kept" or _has_moved(place, article)):
            outcomes[outcome if not moved_whole or _has_moved(place, article) else f"bystander {outcome}"] += 1
    rights = {
        id: {("a", new) for new, (_, places) in enumerate(article) if place in places} for place, id in enumerate(ids)
    }
    outcomes[PUT] += questions_put(then, rights)
    return outcomes


def _has_moved(place: int, article: Article) -> bool:
    """Tell whether an old place stands out of the order of the others."""
    new = next((new for new, (_, places) in enumerate(article) if place in places), None)
    if new is None:
        return False
    before = [each for _, places in article[:new] for each in places]
    after = [each for _, places in article[new + 1 :] for each in places]
    return sum(each > place for each in before) + sum(each < place for each in after) > len(article) // SHARE + 2


def judge(right: set[tuple[str, int]], found: tuple[str, int] | None) -> str:
    if found is None:
        return "lost" if right else "kept"
    if not right:
        return "false revival"
    return "kept" if found in right else "wrong"


def questions_put(revision: Revision, rights: Mapping[str, set[tuple[str, int]]]) -> int:
    """Count what an editor who knows the truth answers: one for each group, and one for each passage in it whose answer
    is not that of the most.

    `rights` are the places of each id that is asked about.
    """
    places = {
        (article, row[place].id): (article, new)
        for article, (row, found) in revision.rows.items()
        for new, place in enumerate(found)
    }
    count = 0
    for group in grouped(revision.questions):
        same = sum(
            places.get((article_of(each), each.offered.rpartition("#")[2])) in rights.get(each.id, ())
            for each in group.questions
        )
        count += 1 + min(same, len(group.questions) - same)
    return count


def resolved(revision: Revision) -> dict[tuple[str, str], tuple[str, int]]:
    """Find for each id the place where it leads: its own, or that of its successor."""
    here = {
        (article, row[place].id): (article, new)
        for article, (row, places) in revision.rows.items()
        for new, place in enumerate(places)
    }
    entries = {(article, entry.id): entry for article, (row, _) in revision.rows.items() for entry in row}
    found = {}
    for key in entries:
        at = key
        for _ in range(9):
            entry = entries.get(at)
            if at in here or not entry or entry.state not in ("merged", "moved"):
                break
            article, _, id = entry.successors[0].rpartition("#")
            at = (article or at[0], id)
        if at in here:
            found[key] = here[at]
    return found


def _returned(material: Material) -> Counter[str]:
    """Passages are removed, and stand there again a year later with a word changed."""
    places = chosen(material, long)
    without = [block for place, block in enumerate(material.blocks) if place not in places]
    first, then = _revised({"a": material.blocks}, {"a": without})
    ids = {place: first.entry("a", place).id for place in places}
    back = [
        worded(block, material.other_words(block.text, 0.01)) if place in places else block
        for place, block in enumerate(material.blocks)
    ]
    last = revise(then.ledgers, _today({"a": back}), date="2027-01-01")
    where = resolved(last)
    asked = {question.id for question in last.questions}
    outcomes = Counter(
        "asked" if id in asked else judge({("a", place)}, where.get(("a", id))) for place, id in ids.items()
    )
    outcomes[PUT] += questions_put(last, {id: {("a", place)} for place, id in ids.items()})
    return outcomes


def _exchanged(material: Material, other: Sequence[Block]) -> Counter[str]:
    """Passages go to another article, a tenth of their words changed."""
    places = chosen(material, long)
    there: Article = [(block, frozenset()) for block in other]
    for place in places:
        text = material.other_words(material.blocks[place].text, 0.1)
        there.insert(
            material.chance.randrange(len(there) + 1), (worded(material.blocks[place], text), frozenset((place,)))
        )
    here = [block for place, block in enumerate(material.blocks) if place not in places]
    first, then = _revised({"a": material.blocks, "b": other}, {"a": here, "b": [block for block, _ in there]})
    where = resolved(then)
    asked = {question.id for question in then.questions}
    outcomes: Counter[str] = Counter()
    rights: dict[str, set[tuple[str, int]]] = {}
    for place in places:
        id = first.entry("a", place).id
        right = rights[id] = {("b", new) for new, (_, carried) in enumerate(there) if place in carried}
        outcomes["asked" if id in asked else judge(right, where.get(("a", id)))] += 1
    outcomes[PUT] += questions_put(then, rights)
    return outcomes
