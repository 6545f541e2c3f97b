"""Revising the ledgers of a collection to what its articles say today."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from reader.anchors.abridging import WHOLE, completed, prints
from reader.anchors.block import Today
from reader.anchors.ledger.entries import Entry, Ledger, ended, unchanged
from reader.anchors.matching import alignment, contest, steps
from reader.anchors.matching.alignment import Alignment
from reader.anchors.matching.doubt import Doubt
from reader.anchors.matching.likeness import Text
from reader.anchors.matching.migration import Move, moves_edited, moves_unchanged
from reader.anchors.matching.pairing import Pairing
from reader.anchors.matching.parts import Merger
from reader.anchors.revising.decisions import Decisions, decide
from reader.anchors.revising.outcome import GONE, Answers, Carry, Question, Revision, Row
from reader.anchors.revising.returning import Return, edited_returns, unchanged_returns
from reader.anchors.revising.succession import Fates, succeed
from reader.problems import Problem

SHOWN = 0.85  # a carry below this is shown to the editor


def revise(
    ledgers: Mapping[str, Ledger],
    articles: Mapping[str, Today],
    *,
    date: str,
    answers: Answers | None = None,
    asking: bool = False,
) -> Revision:
    """Carry every id to its passage of today, mint ids for new passages, and record what has left the text.

    A pure function: the same ledgers, articles, date and answers give the same outcome. Revising twice is revising
    once. An article without a ledger gets one; a ledger without an article is for the check to report. An answer on an
    article that has not changed decides anew. With `asking`, the questions hold those too that arise only where the
    others are answered "gone", so that all can be asked at once.
    """
    first = _Pass(ledgers, articles, date)
    first.run(Decisions())
    if answers:
        decisions, problems = decide(answers, first.ledgers, first.places)
        last = _Pass(ledgers, articles, date, decisions.articles)
        last.prepared = first.prepared
        last.run(decisions)
        last.outcome.problems += problems
        last.outcome.questions = [first.offering(last, each) for each in last.outcome.questions]
    else:
        last = first
    if asking and last.outcome.questions:
        refused = {**(answers or {}), **{each.key: GONE for each in last.outcome.questions}}
        further = _Pass(ledgers, articles, date, decisions.articles if answers else ())
        further.prepared = last.prepared
        further.run(decide(refused, first.ledgers, first.places)[0])
        last.outcome.questions += [first.offering(further, each) for each in further.outcome.questions]
    return last.outcome


class _Pass:
    """One run over the collection. Places of old passages count the standing entries of an article."""

    def __init__(
        self, ledgers: Mapping[str, Ledger], articles: Mapping[str, Today], date: str, decided: Collection[str] = ()
    ) -> None:
        self.articles, self.date = articles, date
        ledgers = {id: _completed(ledger, articles.get(id, Today(()))) for id, ledger in ledgers.items()}
        self.ledgers = ledgers
        self.outcome = Revision(dict(ledgers))
        self.changed = [
            id for id, today in articles.items() if id in decided or not unchanged(ledgers.get(id, Ledger()), today)
        ]
        self.standing = {id: ledgers.get(id, Ledger()).standing for id in articles}
        self.asked: dict[tuple[str, str], tuple[str, int]] = {}  # the new place each question offers
        self.prepared: dict[str, Pairing] = {}  # texts, and how they compare, for a further pass over the same
        self.doubtful_moves: list[Move] = []
        self.doubtful_returns: dict[str, list[Return]] = {}

    def run(self, decisions: Decisions) -> None:
        """Align all changed articles, then write their next rows."""
        self.decisions = decisions
        pairings = {id: self._pairing(id) for id in self.changed}
        moves = [Move(source, target, 1.0) for source, target in decisions.away.items()]
        for move in moves:
            pairings[move.source[0]].closed.add(move.source[1])
            pairings[move.target[0]].taken.add(move.target[1])
        for pairing in pairings.values():
            steps.same_words(pairing)
            contest.contest(pairing)
        moves += moves_unchanged(pairings)
        revived = {id: self._revived(id, pairing) for id, pairing in pairings.items()}
        aligned = {id: alignment.finish(pairing) for id, pairing in pairings.items()}
        for id, each in aligned.items():
            displaced = [(old, new) for (article, old), new in decisions.displaced.items() if article == id]
            each.mergers.extend(Merger(old, new) for old, new in displaced)
        doubted = {(id, doubt.old) for id, each in aligned.items() for doubt in each.doubts}
        doubted |= {(id, merger.old) for id, each in aligned.items() for merger in each.mergers}
        edited, self.doubtful_moves = moves_edited(pairings, doubted | decisions.gone)
        moves += edited
        moves += self._copies(pairings, aligned)
        for id, pairing in pairings.items():
            self._return(id, pairing, aligned[id], revived[id])
        rows: dict[str, Row] = {}
        for id in self.articles:
            rows[id] = self._row(id, aligned.get(id), revived.get(id, {}), moves)
        rows = {id: (self._linked(id, rows, aligned.get(id), moves), places) for id, (_, places) in rows.items()}
        self._conclude(rows, aligned, moves)

    def offering(self, later: "_Pass", question: Question) -> Question:
        """Word a question of a later pass with the ids that this one gives, as the answers will."""
        article, new = later.asked[question.key]
        id = self.outcome.entry(article, new).id
        return replace(question, offered=id if article == question.article else f"{article}#{id}")

    def _pairing(self, id: str) -> Pairing:
        olds = [Text.of(entry.kind, entry.text) for entry in self.standing[id]]
        blocks = self.articles[id].blocks
        news = [Text.of(block.kind, block.text) for block in blocks]
        if id not in self.prepared:
            self.prepared[id] = Pairing.of(olds, news)
        pairing = self.prepared[id].afresh()
        pairing.taken |= {new for (article, _), new in self.decisions.back.items() if article == id}
        pins = {block.pinned: new for new, block in enumerate(blocks) if block.pinned}
        for old, entry in enumerate(self.standing[id]):
            answer = self.decisions.stays.get((id, old))
            named = (pins[each] for each in (entry.id, *entry.aliases) if each in pins)
            pinned = next((new for new in named if news[new].sort == olds[old].sort), None)
            if (id, old) in self.decisions.gone or (id, old) in self.decisions.displaced:
                pairing.closed.add(old)
            elif answer is not None:
                pairing.fix(old, answer)
            elif pinned is not None and pairing.free(old, pinned):
                if _astray(pairing, old, pinned):
                    pairing.contested[old] = pinned
                else:
                    pairing.fix(old, pinned)
        return pairing

    def _revived(self, id: str, pairing: Pairing) -> dict[int, int]:
        entries = self.ledgers.get(id, Ledger()).entries
        buried = {place for article, place in (*self.decisions.buried, *self.decisions.back) if article == id}
        found = unchanged_returns(entries, self.articles[id].blocks, pairing, buried)
        return found | {place: new for (article, place), new in self.decisions.back.items() if article == id}

    def _return(self, id: str, pairing: Pairing, aligned: Alignment, revived: dict[int, int]) -> None:
        """Put back what has only been edited since it left, and doubt the rest."""
        offered = {doubt.new for doubt in aligned.doubts} | {division.new for division in aligned.divisions}
        offered |= {move.target[1] for move in self.doubtful_moves if move.target[0] == id}
        news = [new for new in pairing.free_news() if new not in offered and pairing.news[new].sort != "heading"]
        away = {place for article, place in self.decisions.buried if article == id} | set(revived)
        sure, doubts = edited_returns(self.ledgers.get(id, Ledger()).entries, pairing, news, away)
        revived |= {each.place: each.new for each in sure}
        self.doubtful_returns[id] = doubts

    def _copies(
        self,
        pairings: Mapping[str, Pairing],
        aligned: Mapping[str, Alignment],
    ) -> list[Move]:
        """Find passages whose words another article took over earlier: in an update cut short, or as a copy."""
        left = []
        for id, pairing in pairings.items():
            excused = {doubt.old for doubt in aligned[id].doubts} | {merger.old for merger in aligned[id].mergers}
            excused |= {move.source[1] for move in self.doubtful_moves if move.source[0] == id}
            left += [(id, old) for old in pairing.free_olds() if old not in excused]
        if not left:
            return []
        younger: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for other, today in self.articles.items():
            for new, block in enumerate(today.blocks):
                if len(block.text) >= steps.LONG:
                    younger.setdefault((block.kind, block.text), []).append((other, new))
        found = []
        for id, old in left:
            entry = self.standing[id][old]
            places = [place for place in younger.get((entry.kind, entry.text), ()) if place[0] != id]
            if entry.passage and len(places) == 1 and self._minted_since(places[0], entry, aligned):
                found.append(Move((id, old), places[0], 1.0))
                pairings[id].closed.add(old)
        return found

    def _minted_since(self, place: tuple[str, int], entry: Entry, aligned: Mapping[str, Alignment]) -> bool:
        other, new = place
        if other in aligned:
            old = next((old for old, facing in aligned[other].partner.items() if facing == new), None)
            return old is None or self.standing[other][old].first > entry.first
        return self.standing[other][new].first > entry.first

    def _row(self, id: str, aligned: Alignment | None, revived: Mapping[int, int], moves: list[Move]) -> Row:
        entries = self.ledgers.get(id, Ledger()).entries
        if aligned is None:
            return list(entries), [place for place, entry in enumerate(entries) if entry.stands]
        confirmed = frozenset(old for article, old in self.decisions.stays if article == id)
        fates = Fates(aligned.partner, aligned.confidence, revived=revived, confirmed=confirmed)
        merged = {merger.old for merger in aligned.mergers}
        moved = {move.source[1] for move in moves if move.source[0] == id}
        for old, entry in enumerate(self.standing[id]):
            if old not in aligned.partner:
                state = "moved" if old in moved else "merged" if old in merged else "gone"
                kept = entry.successors if state == "gone" else ()
                fates.departed[old] = ended(entry, state, self.date, kept)  # type: ignore[arg-type]
        return succeed(entries, fates, self.articles[id], self.date, self.ledgers.get(id, Ledger()).used)

    def _linked(self, id: str, rows: Mapping[str, Row], aligned: Alignment | None, moves: list[Move]) -> list[Entry]:
        """Name the successors, now that every block has its id."""
        row, places = rows[id]
        if aligned is None:
            return row
        linked = {entry.id: entry for entry in row}

        def add(old: int, successor: str, state: str) -> None:
            entry = linked[self.standing[id][old].id]
            successors = (*(each for each in entry.successors if each != successor), successor)
            linked[entry.id] = replace(entry, state=state, successors=successors)  # type: ignore[arg-type]

        for division in aligned.divisions:
            add(division.old, row[places[division.new]].id, "split")
        for merger in aligned.mergers:
            add(merger.old, row[places[merger.new]].id, "merged")
        for article, old in self.decisions.gone:
            text = self.standing[id][old].text if article == id else None
            heirs = [new for new, block in enumerate(self.articles[id].blocks) if block.text == text]
            if len(heirs) == 1 and heirs[0] not in aligned.partner.values():
                add(old, row[places[heirs[0]]].id, "gone")
        for move in moves:
            if move.source[0] == id:
                other, new = move.target
                other_row, other_places = rows[other]
                add(move.source[1], f"{other}#{other_row[other_places[new]].id}", "moved")
        return [linked[entry.id] for entry in row]

    def _conclude(self, rows: Mapping[str, Row], aligned: Mapping[str, Alignment], moves: list[Move]) -> None:
        outcome = self.outcome
        outcome.rows = dict(rows)
        for id, each in aligned.items():
            for doubt in each.doubts:
                self._ask(id, self.standing[id][doubt.old], (id, doubt.new), doubt, aligned)
            for back in self.doubtful_returns[id]:
                self._ask(id, self.ledgers[id].entries[back.place], (id, back.new), back, aligned)
            entries = self.ledgers.get(id, Ledger()).entries
            published = [entry for entry in entries if (id, entry.id) not in self.asked]
            outcome.problems += _strayed_pins(id, published, self.articles[id], rows[id])
        for move in self.doubtful_moves:
            id, old = move.source
            self._ask(id, self.standing[id][old], move.target, move, aligned)
        outcome.held = {end for article, _ in self.asked for end in (article, self.asked[article, _][0])}
        grown = True
        while grown:
            together = {end for move in moves for end in _articles(move) if _articles(move) & outcome.held}
            grown = not together <= outcome.held
            outcome.held |= together
        for id in aligned:
            if id not in outcome.held:
                outcome.ledgers[id] = Ledger(tuple(rows[id][0]), used=self.ledgers.get(id, Ledger()).used)
                outcome.carries += self._carries(id, aligned[id])
        self.places = {
            id: {row[place].id: new for new, place in enumerate(places)} for id, (row, places) in rows.items()
        }

    def _ask(
        self,
        id: str,
        entry: Entry,
        target: tuple[str, int],
        doubt: Doubt | Return | Move,
        aligned: Mapping[str, Alignment],
    ) -> None:
        article, new = target
        row, places = self.outcome.rows[article]
        blocks = self.articles[article].blocks
        self.asked[id, entry.id] = target
        offered = row[places[new]].id if article == id else f"{article}#{row[places[new]].id}"
        own = set(aligned[id].partner.values()) if id in aligned else set()
        others = tuple(
            (row[places[other]].id, block.text)
            for other, block in enumerate(blocks)
            if article == id and other != new and other not in own and block.text == entry.text
        )
        self.outcome.questions.append(
            Question(
                id,
                entry.id,
                offered,
                entry.text,
                blocks[new].text,
                doubt.score,
                doubt.why,
                entry.kind,
                blocks[new].heading,
                blocks[new - 1].text if new else "",
                blocks[new + 1].text if new + 1 < len(blocks) else "",
                others,
                entry.ended,
            )
        )

    def _carries(self, id: str, aligned: Alignment) -> list[Carry]:
        """List what was carried to words that are far from its own, and that no editor has confirmed."""
        blocks = self.articles[id].blocks
        return [
            Carry(id, entry.id, aligned.confidence[old], entry.text, blocks[aligned.partner[old]].text)
            for old, entry in enumerate(self.standing[id])
            if old in aligned.partner and aligned.confidence[old] < SHOWN and entry.passage
        ]


def _astray(pairing: Pairing, old: int, pinned: int) -> bool:
    """Tell whether a pin stands on other words while the old ones stand elsewhere."""
    text = pairing.olds[old]
    if pairing.news[pinned].form == text.form:
        return False
    return any(
        new != pinned and other.sort == text.sort and (other.form == text.form or pairing.score(old, new) >= SHOWN)
        for new, other in enumerate(pairing.news)
        if pairing.score(old, pinned) < SHOWN
    )


def _strayed_pins(id: str, published: Sequence[Entry], today: Today, row: Row) -> list[Problem]:
    """List the pins that were published for another passage than the one that bears them now."""
    entries, places = row
    owners = {each: entry.id for entry in published for each in (entry.id, *entry.aliases)}
    problems = []
    for block, place in zip(today.blocks, places, strict=True):
        owner = owners.get(block.pinned or "", entries[place].id)
        if owner != entries[place].id:
            message = f"{block.pinned} was published for {owner} and is pinned on {entries[place].id} now"
            hint = (
                f"put it back or pin another id; if {owner} is this passage: --answer {id}:{owner}={entries[place].id}"
            )
            problems.append(Problem(f"docs/articles/{id}.md", 0, message, hint))
    return problems


def _articles(move: Move) -> set[str]:
    return {move.source[0], move.target[0]}


def _completed(ledger: Ledger, today: Today) -> Ledger:
    """Bring the texts of a ledger to the form in which texts are abridged now."""
    known = prints(block.text for block in today.blocks)

    def done(entry: Entry) -> Entry:
        text = entry.text if entry.kind in WHOLE else completed(entry.text, known)
        return entry if text == entry.text else replace(entry, text=text)

    entries = tuple(map(done, ledger.entries))
    return ledger if entries == ledger.entries else replace(ledger, entries=entries)
