"""Revising the ledgers of a collection to what its articles say today."""

from collections.abc import Mapping
from dataclasses import replace

from reader.anchors.abridging import WHOLE, completed, prints
from reader.anchors.block import Today
from reader.anchors.ledger.entries import STANDING, Entry, Ledger, ended, unchanged
from reader.anchors.matching import alignment, steps
from reader.anchors.matching.alignment import Alignment
from reader.anchors.matching.likeness import Scale, Text
from reader.anchors.matching.migration import Move, moves_edited, moves_unchanged
from reader.anchors.matching.pairing import Pairing
from reader.anchors.revising.outcome import GONE, Answers, Question, Revision, Row
from reader.anchors.revising.succession import Fates, succeed
from reader.problems import Problem


def revise(
    ledgers: Mapping[str, Ledger], articles: Mapping[str, Today], *, date: str, answers: Answers | None = None
) -> Revision:
    """Carry every id to its passage of today, mint ids for new passages, and record what has left the text.

    A pure function: the same ledgers, articles, date and answers give the same outcome. Revising twice is revising
    once. An article without a ledger gets one; a ledger without an article is for the check to report.
    """
    first = _Pass(ledgers, articles, date)
    first.run({})
    if not answers:
        return first.outcome
    forced, problems = first.resolve(answers)
    second = _Pass(ledgers, articles, date)
    second.run(forced)
    second.outcome.problems = problems
    second.outcome.questions = [
        replace(each, offered=first.outcome.entry(each.article, second.asked[each.article, each.id]).id)
        for each in second.outcome.questions
    ]
    return second.outcome


class _Pass:
    """One run over the collection. Places of old passages count the standing entries of an article."""

    def __init__(self, ledgers: Mapping[str, Ledger], articles: Mapping[str, Today], date: str) -> None:
        self.articles, self.date = articles, date
        ledgers = {id: _completed(ledger, articles.get(id, Today(()))) for id, ledger in ledgers.items()}
        self.ledgers = ledgers
        self.outcome = Revision(dict(ledgers))
        self.changed = [id for id, today in articles.items() if not unchanged(ledgers.get(id, Ledger()), today)]
        self.standing = {id: ledgers.get(id, Ledger()).standing for id in articles}
        self.asked: dict[tuple[str, str], int] = {}  # the new place each question offers

    def run(self, forced: Mapping[tuple[str, int], int | None]) -> None:
        """Align all changed articles, then write their next rows. `forced` gives new places, None for gone."""
        pairings = {id: self._pairing(id, forced) for id in self.changed}
        for pairing in pairings.values():
            steps.same_words(pairing)
        moves = moves_unchanged(pairings)
        revived = {id: self._revived(id, pairing) for id, pairing in pairings.items()}
        aligned = {id: alignment.finish(pairing) for id, pairing in pairings.items()}
        doubted = {(id, doubt.old) for id, each in aligned.items() for doubt in each.doubts}
        moves += moves_edited(pairings, doubted | {place for place, new in forced.items() if new is None})
        moves += self._copies(pairings, aligned, forced)
        rows: dict[str, Row] = {}
        for id in self.articles:
            rows[id] = self._row(id, aligned.get(id), revived.get(id, {}), moves)
        rows = {id: (self._linked(id, rows, aligned.get(id), moves), places) for id, (_, places) in rows.items()}
        self._conclude(rows, aligned, moves)

    def _pairing(self, id: str, forced: Mapping[tuple[str, int], int | None]) -> Pairing:
        olds = [Text.of(entry.kind, entry.text) for entry in self.standing[id]]
        news = [Text.of(block.kind, block.text) for block in self.articles[id].blocks]
        pairing = Pairing(olds, news, Scale.over([*olds, *news]))
        pins = {block.pinned: new for new, block in enumerate(self.articles[id].blocks) if block.pinned}
        for old, entry in enumerate(self.standing[id]):
            answer = forced.get((id, old), -1)
            named = (pins[each] for each in (entry.id, *entry.aliases) if each in pins)
            pinned = next((new for new in named if news[new].sort == olds[old].sort), None)
            if answer is None:
                pairing.closed.add(old)
            elif answer >= 0 and pairing.free(old, answer):
                pairing.join(old, answer, 1.0)
            elif pinned is not None and pairing.free(old, pinned):
                pairing.join(old, pinned, 1.0)
        return pairing

    def _revived(self, id: str, pairing: Pairing) -> dict[int, int]:
        """Find what came back word for word or by its pin: the place among all entries, and the new place."""
        pins = {block.pinned: new for new, block in enumerate(self.articles[id].blocks) if block.pinned}
        news: dict[tuple[str, str], list[int]] = {}
        for new in pairing.free_news():
            news.setdefault((pairing.news[new].sort, pairing.news[new].form), []).append(new)
        standing = {(text.sort, text.form) for text in pairing.olds}
        found: dict[int, int] = {}
        for place, entry in enumerate(self.ledgers.get(id, Ledger()).entries):
            text = Text.of(entry.kind, entry.text)
            pinned = next((pins[each] for each in (entry.id, *entry.aliases) if each in pins), -1)
            if entry.state in STANDING:
                continue
            if pinned >= 0 and pairing.new_free(pinned) and pairing.news[pinned].sort == text.sort:
                found[place] = pinned
                pairing.taken.add(pinned)
                continue
            if entry.state == "merged":
                continue
            key = (text.sort, text.form)
            enough = len(text.form) >= steps.LONG or not entry.passage
            if enough and key not in standing and len(news.get(key, ())) == 1:
                new = news.pop(key)[0]
                found[place] = new
                pairing.taken.add(new)
        return found

    def _copies(
        self,
        pairings: Mapping[str, Pairing],
        aligned: Mapping[str, Alignment],
        forced: Mapping[tuple[str, int], int | None],
    ) -> list[Move]:
        """Find passages whose words another article took over earlier: in an update cut short, or as a copy."""
        left = []
        for id, pairing in pairings.items():
            excused = {doubt.old for doubt in aligned[id].doubts} | {merger.old for merger in aligned[id].mergers}
            left += [(id, old) for old in pairing.free_olds() if old not in excused and (id, old) not in forced]
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
        fates = Fates(aligned.partner, aligned.confidence, revived=revived)
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
        for move in moves:
            if move.source[0] == id:
                other, new = move.target
                other_row, other_places = rows[other]
                add(move.source[1], f"{other}#{other_row[other_places[new]].id}", "moved")
        return [linked[entry.id] for entry in row]

    def _conclude(self, rows: Mapping[str, Row], aligned: Mapping[str, Alignment], moves: list[Move]) -> None:
        outcome = self.outcome
        for id, each in aligned.items():
            row, places = rows[id]
            for doubt in each.doubts:
                entry = self.standing[id][doubt.old]
                self.asked[id, entry.id] = doubt.new
                offered = row[places[doubt.new]]
                outcome.questions.append(Question(id, entry.id, offered.id, entry.text, offered.text, doubt.score))
        outcome.held = {question.article for question in outcome.questions}
        grown = True
        while grown:
            together = {end for move in moves for end in _articles(move) if _articles(move) & outcome.held}
            grown = not together <= outcome.held
            outcome.held |= together
        for id, (row, places) in rows.items():
            outcome.rows[id] = row, places
            if id in aligned and id not in outcome.held:
                outcome.ledgers[id] = Ledger(tuple(row), used=self.ledgers.get(id, Ledger()).used)
        self.places = {
            id: {row[place].id: new for new, place in enumerate(places)} for id, (row, places) in rows.items()
        }

    def resolve(self, answers: Answers) -> tuple[dict[tuple[str, int], int | None], list[Problem]]:
        """Turn answers into places."""
        forced: dict[tuple[str, int], int | None] = {}
        problems = []
        for (id, old_id), answer in answers.items():
            old = next((old for old, entry in enumerate(self.standing.get(id, ())) if entry.id == old_id), None)
            shown = f"--answer {id}:{old_id}={answer}"
            if old is None:
                problems.append(
                    Problem(shown, 0, f"{old_id} is no passage that stands in {id}", "see the list: reader anchors")
                )
            elif answer == GONE:
                forced[id, old] = None
            elif answer in self.places[id]:
                forced[id, old] = self.places[id][answer]
            else:
                problems.append(
                    Problem(shown, 0, f"{answer} is no passage of {id} today", f"answer an id, or {old_id}={GONE}")
                )
        return forced, problems


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
