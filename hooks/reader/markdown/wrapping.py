"""Putting one element around a part of a run that begins and ends anywhere in the tree."""

import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reader.markdown.runs import Piece, Run

# Elements that may stand whole inside a link.
WRAPPED = frozenset(
    (
        "abbr b bdi bdo big br cite data del dfn em font i ins mark q s small span strike strong sub sup time tt u wbr"
    ).split()
)


class Span(NamedTuple):
    """`text[start:end]` of a run, with the pieces that hold it."""

    start: int
    end: int
    pieces: Sequence[Piece]


class _Place(NamedTuple):
    """The element in which the wrapper goes, and its children that the span begins before and ends after.

    None for such a child where the span begins or ends in the element's own text.
    """

    parent: etree.Element
    opening: etree.Element | None
    closing: etree.Element | None


def can_wrap(run: Run, span: Span) -> bool:
    """Whether one element can go around a span: every element that it enters or leaves lies wholly inside."""
    return len(span.pieces) == 1 or _place(run, span) is not None


def wrap(run: Run, span: Span, wrapper: etree.Element) -> None:
    """Put `wrapper` around a span that `can_wrap`. Go from the end of a run to its start, so that nothing shifts.

    `the New START treaty`           ->  `the <a>New START</a> treaty`
    `the <em>New</em> START treaty`  ->  `the <a><em>New</em> START</a> treaty`
    """
    first, last = span.pieces[0], span.pieces[-1]
    start = first.raw if first.whole else first.raw + span.start - first.start
    end = last.raw_end if last.whole else last.raw + span.end - last.start
    if first.el is last.el and first.tail == last.tail:
        slot = (first.el.tail if first.tail else first.el.text) or ""
        parent = run.parents[first.el] if first.tail else first.el
        wrapper.text, wrapper.tail = slot[start:end], slot[end:]
        _set(first, slot[:start])
        parent.insert(list(parent).index(first.el) + 1 if first.tail else 0, wrapper)
        return
    place = _place(run, span)
    assert place is not None
    parent, opening, closing = place
    children = list(parent)
    if opening is None:
        slot = (first.el.tail if first.tail else first.el.text) or ""
        wrapper.text = slot[start:]
        _set(first, slot[:start])
        begin = children.index(first.el) + 1 if first.tail else 0
    else:
        begin = children.index(opening)
    if closing is None:
        slot = last.el.tail or ""
        stop = children.index(last.el) + 1
        last.el.tail, wrapper.tail = slot[:end], slot[end:]
    else:
        stop = children.index(closing) + 1
        wrapper.tail, closing.tail = closing.tail, None
    for child in children[begin:stop]:
        parent.remove(child)
        wrapper.append(child)
        run.parents[child] = wrapper
    parent.insert(begin, wrapper)
    run.parents[wrapper] = parent


def _place(run: Run, span: Span) -> _Place | None:
    first, last = span.pieces[0], span.pieces[-1]
    starts, ends = list(_ancestors(run, first)), list(_ancestors(run, last))
    parent = next(el for el in starts if el in ends)
    opening, closing = starts[: starts.index(parent)], ends[: ends.index(parent)]
    if any(el.tag not in WRAPPED for el in (*opening, *closing)):
        return None
    if opening and not (span.start == first.start and first.raw == 0 and not first.tail and _led(opening)):
        return None
    if closing and not (span.end == last.end and _ends(last, closing[0]) and _closed(closing)):
        return None
    return _Place(parent, opening[-1] if opening else None, closing[-1] if closing else None)


def _ancestors(run: Run, piece: Piece) -> Iterator[etree.Element]:
    el = run.parents[piece.el] if piece.tail else piece.el
    yield el
    while el is not run.block:
        el = run.parents[el]
        yield el


def _led(chain: Sequence[etree.Element]) -> bool:
    """Whether each element of a chain from inside out begins with the one before it."""
    return all(not outer.text and outer[0] is inner for inner, outer in pairwise(chain))


def _closed(chain: Sequence[etree.Element]) -> bool:
    """Whether each element of a chain from inside out ends with the one before it."""
    return all(not inner.tail and outer[-1] is inner for inner, outer in pairwise(chain))


def _ends(piece: Piece, el: etree.Element) -> bool:
    """Whether a piece is the last thing in the element that holds it."""
    if piece.tail:
        return piece.el is el[-1] and piece.raw_end == len(piece.el.tail or "")
    return len(el) == 0 and piece.raw_end == len(el.text or "")


def _set(piece: Piece, text: str) -> None:
    if piece.tail:
        piece.el.tail = text
    else:
        piece.el.text = text
