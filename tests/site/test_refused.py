"""What may not stand in a text: told with its line by `reader check` and by a strict build, and taken out."""

import base64
import contextlib
import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from reader.collection.docs_folder import is_trusted
from reader.commands.main import main
from reader.pages.policy import Policy
from reader.text.cleaning import clean
from tests.cases import convert
from tests.collections_made import emptied
from tests.site.conftest import mkdocs, new_collection

ARTICLE = """---
title: One
authors: [editor]
published: 2020
language: en
---

Text that mentions `<script>` and the word onerror.

![A picture](x.png){: onerror="run()" }

[Go](java&#115;cript:run()) to <b onclick="run()">it</b>.

<iframe src="https://example.org/"></iframe>

<p style="color: red">Red</p>

![Far](https://example.org/x.png)
"""
GLOSSARY = """anchor:
  definition: What holds. [Go](javascript:run()), <b onclick="run()">as text</b>.
"""
ALLOWED = """<details open markdown="1">
<summary>More</summary>

A <span class="native" lang="ru">слово</span>, H<sub>2</sub>O, <kbd>Ctrl</kbd>, <br> and <a name="old" id="old"></a>
<!-- <p>not yet</p> -->

</details>

<table><tr><th scope="row" colspan="2">a</th></tr></table>

| a | b |
| :-: | --: |
| [mail](mailto:a@example.org) | [call](tel:+1234) |

``` { .python title="x.py" linenums="1" }
print("<script>")
```
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = emptied(new_collection(tmp_path / "small"))
    (root / "docs/articles/one.md").write_text(ARTICLE, "utf-8")
    (root / "docs/articles/x.png").write_bytes(b"")
    (root / "glossary.yml").write_text(GLOSSARY, "utf-8")
    return root


TOLD = """\
docs/articles/one.md:10: the attribute onerror of <img>, which no text may hold
    what has to run belongs on a page under docs/about/, or into a template
docs/articles/one.md:12: the address "javascript:run()" of <a>, which is none of a page or a mailbox
    an address names a file of the collection, or begins with https, http, mailto or tel
docs/articles/one.md:12: the attribute onclick of <b>, which no text may hold
    what has to run belongs on a page under docs/about/, or into a template
docs/articles/one.md:14: the element <iframe>, which no text may hold
    what has to run belongs on a page under docs/about/, or into a template
docs/articles/one.md:16: the attribute style of <p>, which no text may hold
    give it a class, and the class its rules in a file that extra_css in mkdocs.yml names
docs/articles/one.md:18: <img> from "https://example.org/x.png", which is no file of the collection
    put the file into docs/, where rights allow it, or link to it: readers' browsers ask no other host
glossary.yml:2: the address "javascript:run()" of <a>, which is none of a page or a mailbox
    an address names a file of the collection, or begins with https, http, mailto or tel
"""


def test_each_thing_is_told_with_its_line_and_what_to_do(root: Path) -> None:
    with contextlib.chdir(root):
        result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert f"7 problems to mend\n{TOLD}" in result.output


def test_pages_below_about_are_the_editors_own(root: Path) -> None:
    (root / "docs/articles/one.md").unlink()
    (root / "glossary.yml").write_text("{}\n")
    (root / "docs/about").mkdir()
    script = '<script>document.title = "ran"</script>'
    page = f'# About\n\n{script}\n\n<p style="color: red">Red</p>\n\n<iframe src="https://example.org/"></iframe>\n'
    (root / "docs/about/index.md").write_text(page, "utf-8")
    (root / "docs/index.md").write_text("# Home\n", "utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra:\n  policy:\n    frame-src: https://example.org\n")
    done = mkdocs(root, root / "site")
    assert done.returncode == 0, done.stderr
    html = (root / "site/about/index.html").read_text("utf-8")
    assert script in html
    said = html.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert "frame-src 'self' https://example.org" in said
    digest = base64.b64encode(hashlib.sha256(b'document.title = "ran"').digest()).decode()
    assert f"'sha256-{digest}'" in said
    assert "style-src 'self' 'unsafe-hashes' 'sha256-" in said
    home = (root / "site/index.html").read_text("utf-8").split('http-equiv="Content-Security-Policy" content="')[1]
    assert "unsafe" not in home.split('"')[0]
    assert "frame-ancestors" in (root / "site/_headers").read_text("utf-8")


def test_what_mkdocs_yml_says_of_the_policy_is_checked(root: Path) -> None:
    (root / "docs/articles/one.md").unlink()
    (root / "glossary.yml").write_text("{}\n")
    (root / "docs/index.md").write_text("# Home\n", "utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra:\n  policy:\n    script-scr: https://a.example\n    img-src: https://b.example\n")
        file.write("extra_javascript: [https://c.example/x.js]\nextra_css: [https://b.example/x.css, own.css]\n")
    done = mkdocs(root, root / "site")
    assert done.returncode == 1
    for told in (
        'mkdocs.yml:7: extra: policy: "script-scr: https://a.example" is no directive with sources\n'
        '    did you mean "script-src"',
        'mkdocs.yml:9: "https://c.example/x.js" is loaded from another host, which the policy of the pages keeps away\n'
        "    copy the file into docs/, or allow the host under extra: `policy: {script-src: https://c.example}`",
        'mkdocs.yml:10: "https://b.example/x.css" is loaded from another host',
    ):
        assert told in done.stderr


def test_what_may_stand_stands_as_it_was_typed_nope() -> None:
    html, record = convert(ALLOWED, {}, passages=True)
    assert record.refused == []
    for kept in (
        '<span class="native" lang="ru">',
        "<sub>2</sub>",
        "<kbd>Ctrl</kbd>",
        '<a name="old" id="old"></a>',
        "<!-- <p>not yet</p> -->",
        '<table><tr><th scope="row" colspan="2">a</th></tr></table>',
        '<th class="align-center">a</th>',
        'href="tel:+1234"',
        '<span class="filename">x.py</span>',
    ):
        assert kept in html
    assert " style=" not in html


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("<td colspan=2 onclick=x>", '<td colspan="2">'),
        ("</script>", ""),
        ("<a href=x>", '<a href="x">'),
        ("<img/src=x/onerror=y>", '<img src="x/onerror=y">'),
        ('<p title="a>b">c</p>', '<p title="a&gt;b">c</p>'),
        ("<svg><path d='M0 0'/></svg>", "<svg><path d='M0 0'/></svg>"),
        ("<svg>", ""),
        ("<div>\n<td>x</td></div>", "<div>\n<td>x</td></div>"),
        ("<!-- a --!><b>", "<b></b>"),
        ("<b title='\x02wzxhzdk:0\x03'>", "<b>"),
        ("a < b & c", "a < b & c"),
    ],
)
def test_raw_html_is_left_as_typed_or_written_anew(raw: str, left: str) -> None:
    found, refused = clean(raw)
    assert found == left or (raw == "a < b & c" and found == "a &lt; b &amp; c")
    assert clean(found)[0] == found
    assert bool(refused) == (raw in ("</script>", "<svg>", "<!-- a --!><b>") or "onclick" in raw or "\x02" in raw)


def test_a_preview_may_run_the_script_that_reloads_it() -> None:
    page = '<head><meta charset="utf-8"><script>x()</script></head>'
    assert "script-src 'self' 'sha256-" in Policy().guard(page)
    assert "script-src 'self' 'unsafe-inline';" in Policy(serving=True).guard(page)
    content = "<script>bad()</script>"
    assert Policy().guard(page + content, content).replace(content, "") == Policy().guard(page)
    assert Policy().guard(page + content, content, trusted=True).count("'sha256-") == 2


def test_only_what_lies_below_about_is_trusted() -> None:
    assert is_trusted("about/x/y.md")
    assert not any(map(is_trusted, ("about.md", "index.md", "articles/about.md", "aboutx/a.md", "people/a.md")))
