"""Regular ways of English to write a word: its plural, and the spelling of the other side of the Atlantic.

The rules are made so that what they make of a word of another language is no word at all.
"""

import re
from collections.abc import Iterator

LATIN_END = re.compile(r"[A-Za-z\u00c0-\u024f]\Z")
CAPITAL_AND_DIGIT = re.compile(r"(?:[A-Z].*\d|\d[A-Z])\Z", re.DOTALL)
# "head of state": the plural is the head's.
HEAD = re.compile(r"\A(?P<head>.*?[^\W\d_])(?P<rest> of .+)\Z", re.DOTALL)
WORDS = re.compile(r"[^\W\d_]+")


def _endings(*rows: tuple[str, str, str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Both ways of each row (stem, British, American, tail), as a pattern and what goes in place of its middle."""
    found = []
    for stem, british, american, tail in rows:
        for ours, theirs in ((british, american), (american, british)):
            found.append((re.compile(rf"({stem}){ours}({tail})", re.IGNORECASE), theirs))
    return tuple(found)


ENDINGS = _endings(
    (r"\w{3,}(?<!prec)", "is", "iz", "ations?|ational"),
    (r"\w{4,}|real", "is", "iz", "e|ed|es|ing|ers?"),
    (r"\w*(?:anal|paral|catal)", "ys", "yz", "e|ed|es|ing|ers?"),
    (r"(?:def|off|pret)", "ence", "ense", "s?|less"),
    (
        r"\w*(?:\bcol|lab|neighb|hon|harb|fav|hum|behavi|rum|tum|vap|\barm|flav|endeav|rig|vig|val|splend|\bod|cand"
        r"|clam|parl|\bsav|ferv|ranc)",
        "our",
        "or",
        r"(?:s|ed|ing|ful|less|able|ite|hoods?|ly|ers?|ist|ism)?",
    ),
    (r"\w*(?:cent|theat|fib|calib|sab|spect|lust|somb|meag|\blit|\bmet|kilomet)", "re", "er", "s?"),
    (r"(?:dial|catal|anal|monol|prol|epil)", "ogue", "og", "s?"),
    (r"(?:trav|canc|lab|mod|sign|lev|fu|mar|jew|chann|couns|du|quarr|tunn)", "ell", "el", "ed|ing|ers?|ors?"),
    ("pro", "gramme", "gram", "s?"),
)
PAIRS = tuple(
    pair.split("/")
    for pair in (
        "grey/gray judgement/judgment ageing/aging sceptic/skeptic sceptical/skeptical scepticism/skepticism "
        "aluminium/aluminum adviser/advisor advisers/advisors cheque/check manoeuvre/maneuver manoeuvres/maneuvers "
        "plough/plow mould/mold archaeology/archeology paediatric/pediatric anaesthetic/anesthetic oestrogen/estrogen "
        "foetus/fetus encyclopaedia/encyclopedia mediaeval/medieval acknowledgement/acknowledgment licence/license "
        "practise/practice enrolment/enrollment fulfilment/fulfillment instalment/installment skilful/skillful "
        "cosy/cozy sulphur/sulfur gaol/jail pyjamas/pajamas towards/toward defence/defense"
    ).split()
)
# Words whose -is- or -iz- is no suffix: they have no other spelling.
NO_SUFFIX = re.compile(
    r"\w*(?:w|v|c|pr|[eo]m|h|gu|ert|treat|chast|merchand|parad|no|po|[bc]ru|ra|u)is(?:e|ed|es|ing|ers?)"
    r"|\w*(?:s|pr|ma|se|caps|ass)iz(?:e|ed|es|ing|ers?)",
    re.IGNORECASE,
)
OTHERS = {one: other for british, american in PAIRS for one, other in ((british, american), (american, british))}
# "check", "practice" and "jail" are words of their own in British English too.
ONE_WAY = frozenset(("check", "practice", "jail", "medieval", "toward", "license"))


def plurals(form: str) -> Iterator[str]:
    """The regular English plural of a form that ends in a Latin letter or is a designation as `F-16`."""
    if CAPITAL_AND_DIGIT.search(form):
        yield form + "s"
    elif LATIN_END.search(form):
        if head := HEAD.match(form):
            yield _plural(head["head"]) + head["rest"]
        yield _plural(form)


def _plural(form: str) -> str:
    if re.search(r"[^aeiou]y\Z", form):
        return form[:-1] + "ies"
    if re.search(r"(s|x|z|ch|sh)\Z", form):
        return form + "es"
    return form + "s"


def other_spelling(form: str) -> str:
    """The form as the other side of the Atlantic writes it, each word changed that can be; "" where none can."""
    changed = WORDS.sub(lambda word: _other_word(word.group()), form)
    return changed if changed != form else ""


def _other_word(word: str) -> str:
    lower = word.lower()
    if lower in OTHERS and lower not in ONE_WAY:
        return _like(word, OTHERS[lower])
    if NO_SUFFIX.fullmatch(word):
        return word
    for pattern, ending in ENDINGS:
        if found := pattern.fullmatch(word):
            return f"{found[1]}{_like_end(word, ending)}{found[2]}"
    return word


def _like(word: str, other: str) -> str:
    return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other


def _like_end(word: str, ending: str) -> str:
    return ending.upper() if word.isupper() and len(word) > 1 else ending
