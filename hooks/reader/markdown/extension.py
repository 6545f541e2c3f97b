"""The Python-Markdown extension: one instance converts one page and fills its record."""

from markdown import Markdown
from markdown.extensions import Extension

from reader.markdown.citations import Citing, patterns
from reader.markdown.conversion import Conversion
from reader.markdown.processors import register
from reader.markdown.spans import NO_TERM, NoTermSpan


class ReaderExtension(Extension):
    """Registers the syntax of links and citations, and the steps on the finished tree.

    With `whole` the page leaves slots for what a whole site fills in.
    """

    def __init__(self, conversion: Conversion, *, whole: bool = True) -> None:
        super().__init__()
        self.conversion = conversion
        self.whole = whole

    def extendMarkdown(self, md: Markdown) -> None:
        at = self.conversion
        md.inlinePatterns.register(NoTermSpan(NO_TERM, md), "reader_no_term", 165)  # before links (160)
        patterns(
            md,
            Citing(
                at.articles,
                lambda: at.machine.wordings,
                lambda target: at.setting.addresses.relative(target, at.page.src_uri),
                at.record.references.append,
            ),
        )
        register(md, at, whole=self.whole)
