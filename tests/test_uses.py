from reader.collection.records import Target
from reader.linking.uses import CONTEXT, Use, by_target, context, one_per_passage
from reader.text.words import OBJECT

NATO, US = Target("term", "nato"), Target("term", "us")


def test_context_gives_the_words_around() -> None:
    text = "The role\nof  NATO’s members."
    start = text.index("NATO")
    assert context(text, start, start + 4) == ("The role of ", "NATO", "’s members.")


def test_context_is_cut_at_words() -> None:
    text = f"{'before ' * 20}NATO{' after' * 20}"
    before, quote, after = context(text, 140, 144)
    assert (quote, len(before) < CONTEXT + 5, len(after) < CONTEXT + 5) == ("NATO", True, True)
    assert before.startswith("… before before")
    assert before.endswith("before ")
    assert after.startswith(" after")
    assert after.endswith("after …")


def test_context_is_whole_where_it_just_fits() -> None:
    """A sign of omission stands only where something is left out, and a word is left out rather than cut."""
    words = "words " * 9 + "sixty."  # CONTEXT characters
    assert len(words) == CONTEXT
    assert context(f"{words}NATO{words}", CONTEXT, CONTEXT + 4) == (words, "NATO", words)
    longer = f"x{words}NATO{words}x"
    before, _, after = context(longer, CONTEXT + 1, CONTEXT + 5)
    assert before == "… " + words.partition(" ")[2]
    assert after == words.rpartition(" ")[0] + " …"


def test_context_of_text_without_spaces_is_cut_between_letters() -> None:
    before, _, after = context(f"{'北' * 200}NATO{'约' * 200}", 200, 204)
    assert (before, after) == ("… " + "北" * CONTEXT, "约" * CONTEXT + " …")


def test_context_leaves_out_what_cannot_be_read() -> None:
    assert context(f"The {OBJECT} map, NATO{OBJECT} here", 11, 15) == ("The map, ", "NATO", " here")


def test_context_at_the_edges_of_a_passage() -> None:
    assert context(" NATO\n", 1, 5) == ("", "NATO", "")


def use(target: Target, page: str, anchor: str, quote: str = "x") -> Use:
    return Use(target, page, anchor, quote, "", "", linked=True)


def test_uses_are_grouped_in_the_order_given() -> None:
    uses = [use(NATO, "a", "p1"), use(US, "a", "p1"), use(NATO, "b", "p2")]
    assert by_target(uses) == {NATO: [uses[0], uses[2]], US: [uses[1]]}


def test_one_use_per_passage_and_none_outside_passages() -> None:
    uses = [use(NATO, "a", "p1", "first"), use(NATO, "a", "p1", "second"), use(NATO, "a", ""), use(NATO, "b", "p2")]
    assert one_per_passage(uses) == {"a": [uses[0]], "b": [uses[3]]}
