"""Full texts beside the editions: where they lie, and that git never takes one whose licence is not named."""

import re
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from reader.collection.conflicts import conflict
from reader.collection.reading import read_text
from reader.collection.records import Article
from reader.collection.yaml_source import split_front_matter
from reader.problems import Problem, nearest

FOLDER = "full"
_LICENCE = re.compile(
    r"\b(?:cc[ -](?:by|0)|creative commons|public domain|open government licence|gnu free documentation)\b|"
    r"\blicen[cs]ed under\b|\bby permission\b|\bwith (?:the )?permission\b|\blicen[cs]e\s*:",
    re.IGNORECASE,
)


def read_full_text(root: Path, id: str) -> str | None:
    """The full text of an article, without front matter, if this machine has it and it can be read."""
    return read_full_texts(root, {id})[0].get(id)


def read_full_texts(root: Path, articles: Collection[str]) -> tuple[dict[str, str], list[Problem]]:
    """The full texts this machine has, by article; one of no article, or that cannot be read, is a problem."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).glob("*.md")):
        shown = f"{FOLDER}/{path.name}"
        if path.stem not in articles:
            hint = nearest(path.stem, articles) or "rename it to the article's id, or take it away"
            problems.append(Problem(shown, 0, "a full text of no article", hint))
            continue
        text = read_text(path, shown)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        if marked := conflict(text, shown):
            problems.append(marked)
        texts[path.stem] = split_front_matter(text.replace("\r\n", "\n"))[1]
    return texts, problems


def is_licensed(article: Article) -> bool:
    """Whether `rights` names a licence or a permission under which the text may be published."""
    return bool(_LICENCE.search(article.rights))


def is_ignored(root: Path) -> bool:
    """Whether git would leave a full text alone; so it does where there is no repository."""
    answer = _git(root, "check-ignore", "-q", f"{FOLDER}/any.md")
    return answer is None or answer.returncode != 1


def tracked_problems(root: Path, articles: Mapping[str, Article]) -> list[Problem]:
    """A problem for each full text that git tracks, unless the article's `rights` names the licence."""
    answer = _git(root, "ls-files", "-z", "--", FOLDER)
    tracked = answer.stdout.split("\0") if answer and answer.returncode == 0 else []
    problems: list[Problem] = []
    for name in filter(None, tracked):
        article = articles.get(PurePosixPath(name).stem)
        if article is None or not is_licensed(article):
            message = "git tracks this full text, and rights: names no licence for it"
            hint = f"run `git rm --cached {name}`, or name the licence in the article's rights:"
            problems.append(Problem(name, 0, message, hint))
    return problems


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[str] | None:
    """Ask git; None where there is no git or no repository."""
    try:
        answer = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return None if answer.returncode == 128 else answer
