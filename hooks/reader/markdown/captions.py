"""The numbers of captions, which the extension for captions puts before their text after all of ours."""

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor


class CaptionSpacer(Treeprocessor):
    """Puts a space between the number of a caption and an element that the caption begins with.

    The extension (`pymdownx.blocks.caption`) leaves it out there, be it a linked term or `*emphasis*`.

        <span class="caption-prefix">Figure 1.</span> <a class="term">NATO</a>
    """

    def run(self, root: etree.Element) -> None:
        for paragraph in root.iterfind(".//figcaption/p"):
            if len(paragraph) > 1 and paragraph[0].get("class") == "caption-prefix" and not paragraph[0].tail:
                paragraph[0].tail = " "
