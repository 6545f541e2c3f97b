"""`[text]{ .no-term }`: a span of text in which nothing links, for words that carry no other mark-up."""

import re
import xml.etree.ElementTree as etree

from markdown.inlinepatterns import InlineProcessor

NO_TERM = r"\[([^\[\]]+)\]\{:?[ ]*\.no-term[ ]*\}"


class NoTermSpan(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[etree.Element, int, int]:
        span = etree.Element("span", {"class": "no-term"})
        span.text = m[1]
        return span, m.start(0), m.end(0)
