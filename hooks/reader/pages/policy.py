"""The content policy of a page: what it may run and load, told to the browser in the page itself.

Nothing runs but the files of the site and the few scripts that the theme writes into a page, each named by its hash
(Content Security Policy, level 3). What an editor's text holds is never among them: it is left out where hashes are
taken, except on the pages that are trusted.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

Sources = Mapping[str, Sequence[str]]

SELF = ("'self'",)
DIRECTIVES: dict[str, tuple[str, ...]] = {
    "default-src": SELF,
    "script-src": SELF,
    "style-src": SELF,
    "img-src": ("'self'", "data:"),  # Material's icons stand in its style sheet
    "form-action": SELF,
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    **dict.fromkeys(("connect-src", "font-src", "frame-src", "manifest-src", "media-src", "worker-src"), SELF),
}
REFERRER = "same-origin"
# What a page cannot say of itself, in the form that Netlify and Cloudflare Pages read.
HEADERS = f"""/*
  Content-Security-Policy: frame-ancestors 'self'; object-src 'none'; base-uri 'none'
  Permissions-Policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
  Referrer-Policy: {REFERRER}
  X-Content-Type-Options: nosniff
  X-Frame-Options: SAMEORIGIN
"""

_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_LOADED = re.compile(
    r"""\ssrc\s*=|\stype\s*=\s*["']?(?!(?:text|application)/(?:java|ecma)script)[\w.+-]+/""", re.IGNORECASE
)
_STYLED = re.compile(r"""<[a-z][^<>]*?\sstyle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_FORM = re.compile(r"""<form\b[^<>]*\saction\s*=\s*["']?(https?://[^/"'\s>]+)""", re.IGNORECASE)
_CHARSET = re.compile(r"""<meta charset="?utf-8"?\s*/?>""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Policy:
    """What all pages of a site may do.

    `more` are the sources that mkdocs.yml adds to a directive; a preview, where `serving`, has a script of MkDocs in
    each page that reloads it.
    """

    more: Sources = field(default_factory=dict)
    serving: bool = False

    def guard(self, html: str, content: str = "", *, trusted: bool = False) -> str:
        """Put the policy into a finished page, before whatever it is to hold for. `content` is the editor's part."""
        own = html if trusted or not content else html.replace(content, "")
        said = escape(written(self.of(own)), quote=True).replace("&#x27;", "'")
        metas = (
            f'<meta http-equiv="Content-Security-Policy" content="{said}">\n'
            f'      <meta name="referrer" content="{REFERRER}">'
        )
        # Behind the encoding, which has to stand within the first 1024 bytes.
        return _CHARSET.sub(lambda found: f"{found[0]}\n      {metas}", html, count=1)

    def of(self, own: str) -> dict[str, list[str]]:
        """The directives for what stands in a page that an editor's text has no part in."""
        found = {name: list(dict.fromkeys([*each, *self.more.get(name, ())])) for name, each in DIRECTIVES.items()}
        scripts, styles = hashes(own)
        if self.serving:
            scripts = ["'unsafe-inline'"]  # which a hash would switch off
        found["script-src"] += scripts
        found["style-src"] += styles
        found["form-action"] += dict.fromkeys(_FORM.findall(own))
        for name, sources in found.items():
            found[name] = [each for each in sources if each != "'none'"] or sources[:1]
        # What loads falls back on the default where nothing else is said.
        return {
            name: sources
            for name, sources in found.items()
            if name == "default-src" or not name.endswith("-src") or sources != found["default-src"]
        }


def written(directives: Sources) -> str:
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def hashes(html: str) -> tuple[list[str], list[str]]:
    """The sources that allow the scripts, and the styles, that stand in a page itself."""
    scripts: dict[str, None] = {}
    styles: dict[str, None] = {}
    for tag, attributes, text in _INLINE.findall(html):
        if tag.lower() == "style":
            styles[_hash(text)] = None
        elif not _LOADED.search(attributes):
            scripts[_hash(text)] = None
    if by_attribute := dict.fromkeys(_styled(html)):
        styles |= {"'unsafe-hashes'": None, **by_attribute}
    return list(scripts), list(styles)


def _styled(html: str) -> Iterator[str]:
    for double, single in _STYLED.findall(_INLINE.sub("", html)):
        yield _hash(unescape(double or single))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
