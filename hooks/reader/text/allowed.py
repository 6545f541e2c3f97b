"""What the HTML of a text may hold: elements, attributes and addresses, said once for Markdown and raw HTML alike.

Whatever is not named here is taken away and told. Nothing that is named runs, loads from another host, reaches what
the theme keeps for itself, or changes how a browser reads what stands behind it.
"""

import html
import re
from dataclasses import dataclass
from typing import NamedTuple

# The attributes that an element may have besides `EVERYWHERE`, for every element that may stand.
_OWN = {
    "a": "href hreflang name rel target type download",
    "audio": "controls loop muted preload src",
    "bdo": "",
    "blockquote": "cite",
    "col": "span",
    "colgroup": "span",
    "data": "value",
    "del": "cite datetime",
    "details": "open name",
    "img": "src alt width height loading decoding align",
    "input": "type checked disabled name",
    "ins": "cite datetime",
    "label": "for",
    "li": "value",
    "ol": "start type reversed",
    "q": "cite",
    "source": "src type",
    "td": "colspan rowspan headers align valign",
    "th": "colspan rowspan headers align valign scope abbr",
    "time": "datetime",
    "tr": "align valign",
    "track": "src kind label srclang default",
    "video": "controls loop muted preload src poster width height playsinline",
}
_PLAIN = (
    "abbr acronym address article aside b bdi big br caption center cite code dd dfn div dl dt em figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hgroup hr i kbd main mark nav p pre rb rp rt rtc ruby s samp section small span "
    "strike strong sub summary sup table tbody tfoot thead tt u ul var wbr"
)
ELEMENTS: dict[str, frozenset[str]] = {
    **{name: frozenset(attributes.split()) for name, attributes in _OWN.items()},
    **{name: frozenset() for name in _PLAIN.split()},
}
EVERYWHERE = frozenset("class dir hidden id lang markdown property role tabindex title translate xml:lang".split())
# Attributes of these beginnings are words for assistive technology, or for the scripts of the theme.
BEGINNINGS = ("aria-",)
_NAME = re.compile(r"[a-z][a-z:-]*\Z")
DATA = frozenset(
    f"data-{name}"
    for name in (
        "alert alert-collapse article author date kind lang linenos linenos-special number passages person publication "
        "said search-exclude since tabs term title toc-label until"
    ).split()
)
# Which may have any value on any element.
HARMLESS = (EVERYWHERE | DATA) - {"id"}
# Lines and shapes, as extensions for icons draw them: no text, no link, no style.
DRAWING: dict[str, frozenset[str]] = dict.fromkeys(
    "svg g path circle ellipse rect line polyline polygon".split(),
    frozenset(
        "xmlns viewbox class width height d fill fill-rule fill-opacity clip-rule opacity transform cx cy r rx ry x y "
        "x1 y1 x2 y2 points stroke stroke-width stroke-linecap stroke-linejoin aria-hidden".split()
    ),
)
# What goes with all that stands in it: none of it is meant to be read.
WITH_CONTENT = frozenset(
    "applet embed frame frameset iframe math noembed noframes noscript object plaintext script select style svg "
    "template textarea title xmp".split()
)
SCHEMES = frozenset(("http", "https", "mailto", "tel"))
# The collection's own, which links in Markdown are resolved from.
OWN_SCHEMES = frozenset(("term", "person"))
ADDRESSES = frozenset(("href", "src", "cite", "poster"))
LOADED = frozenset(("src", "poster"))
INPUTS = frozenset(("checkbox", "radio"))
# Ids that the theme, its scripts and extensions find their own by; extensions put such ids into the text as well.
RESERVED_ID = re.compile(r"__(?!tabbed_|codelineno-|span-|[a-z]+-caption_)|reader[A-Z]")

# What browsers leave out of an address before they read it (the URL standard, 4.4).
_SKIPPED = re.compile("^[\0-\x20]+|[\t\n\r]")
_SCHEME = re.compile(r"([^/\\?#:]*):")

PAGES_OF_ONES_OWN = "what has to run belongs on a page under docs/about/, or into a template"


class Attribute(NamedTuple):
    """An attribute as it is typed, with the value that a browser reads."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What was taken out of a text: what it is, what to do, and words by which its line is found."""

    what: str
    hint: str
    typed: str


def read(value: str) -> str:
    """The value of an attribute as a browser reads it."""
    return html.unescape(value)


def refused_element(name: str) -> Refused | None:
    """Say why an element may not stand; None where it may."""
    if name.lower() in ELEMENTS:
        return None
    hint = _ELEMENT_HINTS.get(name.lower(), "take it out, or write it in Markdown")
    return Refused(f"the element <{name}>, which no text may hold", hint, f"<{name}")


def refused_attribute(element: str, attribute: Attribute) -> Refused | None:
    """Say why an element that may stand may not have this attribute; None where it may."""
    name, value = attribute.name.lower(), attribute.value
    known = name in ELEMENTS[element] or name in EVERYWHERE or name in DATA
    if not (known or (name.startswith(BEGINNINGS) and _NAME.match(name))):
        what = f"the attribute {attribute.name} of <{element}>, which no text may hold"
        return Refused(what, _attribute_hint(name), f"{attribute.name}=")
    if name in ADDRESSES:
        return _refused_address(element, attribute)
    if name == "id" and RESERVED_ID.match(value):
        what = f"the id {value}, which begins as those of the theme do"
        return Refused(what, "give it another id", value)
    if (element, name) == ("input", "type") and value.lower() not in INPUTS:
        return Refused("an <input> that is no checkbox", "take it out", "<input")
    return None


def _refused_address(element: str, attribute: Attribute) -> Refused | None:
    address = _SKIPPED.sub("", attribute.value)
    scheme = _SCHEME.match(address)
    shown = " ".join(address.split())
    shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
    if scheme and (attribute.name.lower() in LOADED or scheme[1].lower() not in SCHEMES | OWN_SCHEMES):
        if attribute.name.lower() in LOADED:
            return _loaded(element, shown, attribute.value)
        kinds = "https, http, mailto or tel"
        what = f'the address "{shown}" of <{element}>, which is none of a page or a mailbox'
        return Refused(what, f"an address names a file of the collection, or begins with {kinds}", attribute.value)
    if attribute.name.lower() in LOADED and address[:2].replace("\\", "/") == "//":
        return _loaded(element, shown, attribute.value)
    return None


def _loaded(element: str, shown: str, typed: str) -> Refused:
    what = f'<{element}> from "{shown}", which is no file of the collection'
    hint = "put the file into docs/, where rights allow it, or link to it: readers' browsers ask no other host"
    return Refused(what, hint, typed)


_ELEMENT_HINTS = {
    **dict.fromkeys(("script", "iframe", "object", "embed", "form", "base", "meta", "applet"), PAGES_OF_ONES_OWN),
    **dict.fromkeys(("style", "link"), "put the rules into a file that extra_css in mkdocs.yml names"),
    "svg": "put the drawing into a file in docs/, and show it as an image",
    "math": "write the formula between dollar signs",
    "font": 'give a <span> a class: <span class="...">',
}


def _attribute_hint(name: str) -> str:
    if name.startswith("on"):
        return PAGES_OF_ONES_OWN
    if name == "style":
        return "give it a class, and the class its rules in a file that extra_css in mkdocs.yml names"
    if name == "srcset":
        return "name one picture, as src"
    return "take it out"
