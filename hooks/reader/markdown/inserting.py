"""Putting all the links of a run into the tree, at a cost that grows with the run alone.

What stands in one piece of text is cut up once, however many links it gets; the rest goes one by one.
"""

import xml.etree.ElementTree as etree
from collections.abc import Sequence
from itertools import groupby

from reader.markdown.runs import Piece, Run
from reader.markdown.wrapping import Span, wrap

Wrapper = tuple[Span, etree.Element]


def wrap_all(run: Run, wrappers: Sequence[Wrapper]) -> None:
    """Put each wrapper around its span; the spans are in order, none overlaps another, and each can be wrapped.

    From the end of the run to its start, so that nothing shifts that is still to come.
    """
    places: dict[etree.Element, dict[etree.Element, int]] = {}
    for slot, group in groupby(reversed(wrappers), _slot):
        if slot is None:
            for span, wrapper in group:
                wrap(run, span, wrapper)
                places.clear()
        else:
            _cut(run, slot[0], slot[1], list(group)[::-1], places)


def _slot(wrapper: Wrapper) -> tuple[etree.Element, bool] | None:
    """The text or tail that holds a whole span, None where several do."""
    first, last = wrapper[0].pieces[0], wrapper[0].pieces[-1]
    return (first.el, first.tail) if first.el is last.el and first.tail == last.tail else None


def _cut(
    run: Run,
    el: etree.Element,
    tail: bool,
    wrappers: Sequence[Wrapper],
    places: dict[etree.Element, dict[etree.Element, int]],
) -> None:
    """Cut one text into links and what is between them. `places` are those of the children left of it, by parent."""
    text = (el.tail if tail else el.text) or ""
    ends = [_ends(span.pieces[0], span.pieces[-1], span) for span, _ in wrappers]
    stops = [start for start, _ in ends[1:]] + [len(text)]
    for (_, wrapper), (start, end), stop in zip(wrappers, ends, stops, strict=True):
        wrapper.text, wrapper.tail = text[start:end], text[end:stop]
    if tail:
        el.tail = text[: ends[0][0]]
        parent = run.parents[el]
        if parent not in places:
            places[parent] = {child: place for place, child in enumerate(parent)}
        at = places[parent][el] + 1
    else:
        el.text = text[: ends[0][0]]
        parent, at = el, 0
    parent[at:at] = [wrapper for _, wrapper in wrappers]


def _ends(first: Piece, last: Piece, span: Span) -> tuple[int, int]:
    start = first.raw if first.whole else first.raw + span.start - first.start
    end = last.raw_end if last.whole else last.raw + span.end - last.start
    return start, end
