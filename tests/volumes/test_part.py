"""Parts of a site are merged: in whatever parts and by whatever tree, they give the same whole."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.building.converted import Converted
from reader.building.part import Facts, Part, Twice, facts_of, merged, part_of, places
from reader.building.site import cited_by
from reader.collection.records import Article, Collection, Target
from reader.linking.uses import Cited, Use, by_target

WORDS = st.text("abc ", max_size=4)
TARGETS = st.builds(Target, st.sampled_from(["term", "person", "article"]), st.sampled_from(["a", "b", "c"]))


def uses(page: str) -> st.SearchStrategy[Use]:
    anchors = st.sampled_from(["", "p1", "p2", "p2a"])
    return st.builds(Use, TARGETS, st.just(page), anchors, WORDS, WORDS, WORDS, st.booleans())


@st.composite
def pages(draw: st.DrawFn) -> list[Facts]:
    """What is known of the pages of a collection, in their order."""
    found = []
    articles = draw(st.integers(0, 6))
    for at in range(articles + draw(st.integers(0, 3))):
        src_uri = f"articles/a{at}.md" if at < articles else f"z{at}.md"
        place = (0, at, "") if at < articles else (1, 0, src_uri)
        named = tuple(draw(st.lists(uses(src_uri), max_size=5)))
        cited = tuple(draw(st.lists(st.builds(Cited, uses(src_uri), st.just(("p1",))), max_size=2)))
        labels = (("p1", "1"), ("p2", "2"), ("p2a", "2a"))
        found.append(
            Facts(place, src_uri, f"k{at}", f"s{at}", draw(WORDS), draw(st.booleans()), at, named, labels, cited)
        )
    return found


def tree(parts: Sequence[Part], draw: Callable[[st.SearchStrategy[int]], int]) -> Part:
    """Merge parts by a tree that is drawn."""
    if len(parts) < 2:
        return parts[0] if parts else Part()
    cut = draw(st.integers(1, len(parts) - 1))
    return tree(parts[:cut], draw).merge(tree(parts[cut:], draw))


@st.composite
def splits(draw: st.DrawFn) -> tuple[list[Facts], list[list[Facts]]]:
    every = draw(pages())
    count = draw(st.integers(1, 5))
    volumes: list[list[Facts]] = [[] for _ in range(count)]
    for each in draw(st.permutations(every)):
        volumes[draw(st.integers(0, count - 1))].append(each)
    return every, volumes


@settings(max_examples=40)
@given(splits(), st.data())
def test_any_tree_of_merges_gives_the_same_whole(
    split: tuple[list[Facts], list[list[Facts]]], data: st.DataObject
) -> None:
    every, volumes = split
    parts = [part_of(each) for each in volumes]
    whole = part_of(every)
    assert whole.pages == tuple(every)
    assert tree(parts, data.draw) == whole
    assert tree(data.draw(st.permutations(parts)), data.draw) == whole
    assert merged(parts) == whole
    assert whole.merge(whole) == whole.merge(Part()) == whole


@settings(max_examples=40)
@given(splits())
def test_the_whole_is_what_all_pages_say_in_their_order(split: tuple[list[Facts], list[list[Facts]]]) -> None:
    every, volumes = split
    whole = merged(part_of(each) for each in volumes)
    assert by_target(use for page in whole.pages for use in page.uses) == by_target(
        use for page in every for use in page.uses
    )
    assert sum(len(found) for found in cited_by(whole).values()) == sum(len(page.cited) for page in every)


def test_a_page_that_two_parts_tell_differently_is_told() -> None:
    with pytest.raises(Twice, match=r"^z\.md$"):
        Part((Facts((1, 0, "z.md"), "z.md", "one"),)).merge(Part((Facts((1, 0, "z.md"), "z.md", "two"),)))


def test_no_draft_speaks_for_the_others_and_no_article_of_itself() -> None:
    articles = {id: Article(id, id, (), "2020", "en", draft=id == "draft") for id in ("one", "draft")}
    collection = Collection(articles=articles)
    for id, kept in (("one", ["draft"]), ("draft", [])):
        src_uri = f"articles/{id}.md"
        cited = tuple(
            Cited(Use(Target("article", other), src_uri, "p1", "x", "", "", linked=True), ()) for other in articles
        )
        found = facts_of(Converted(src_uri, (), cited=cited), collection, places(collection))
        assert [each.use.target.id for each in found.cited] == kept
