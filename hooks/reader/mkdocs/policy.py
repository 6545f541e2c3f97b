"""What mkdocs.yml says of the content policy: `policy` under `extra`, checked."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from reader.pages.policy import DIRECTIVES, HEADERS, Policy
from reader.problems import Problem, nearest, quoted

KEY = "policy"
FILE = "_headers"


def policy_of(config: MkDocsConfig, *, serving: bool) -> Policy:
    """The policy of a site, with what its mkdocs.yml adds as far as that can be read."""
    return Policy({name: given.split() for name, given in _given(config).items() if _is_right(name, given)}, serving)


def policy_problems(config: MkDocsConfig) -> Iterator[Problem]:
    """Find what is no directive, and the scripts and styles that mkdocs.yml names and the policy would keep away."""
    path = Path(config.config_file_path)
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []

    def line(typed: str) -> int:
        return next((number for number, each in enumerate(lines, 1) if typed in each), 0)

    given = config.extra.get(KEY)
    if given and not isinstance(given, Mapping):
        yield Problem(
            path.name, line(KEY), "extra: policy: must be a mapping", "write `script-src: https://...` below it"
        )
    for name, sources in _given(config).items():
        if not _is_right(name, sources):
            hint = nearest(name, DIRECTIVES) or f"known: {', '.join(DIRECTIVES)}; sources are addresses on one line"
            message = f"extra: policy: {quoted(f'{name}: {sources}')} is no directive with sources"
            yield Problem(path.name, line(name), message, hint)
    policy = policy_of(config, serving=False).of("")
    named = {"script-src": [str(each) for each in config.extra_javascript], "style-src": list(config.extra_css)}
    for directive, files in named.items():
        for each in files:
            parts = urlsplit(each)
            host = f"{parts.scheme or 'https'}://{parts.netloc}"
            if parts.netloc and not any(host in source for source in policy.get(directive, ())):
                message = f"{quoted(each)} is loaded from another host, which the policy of the pages keeps away"
                hint = f"copy the file into docs/, or allow the host under extra: `policy: {{{directive}: {host}}}`"
                yield Problem(path.name, line(each), message, hint)


def write_headers(config: MkDocsConfig) -> None:
    """Write what hosts are to send with every page, unless docs/ has such a file itself."""
    file = Path(config.site_dir, FILE)
    if not file.exists():
        file.write_text(HEADERS, encoding="utf-8")


def _given(config: MkDocsConfig) -> dict[str, str]:
    given = config.extra.get(KEY)
    return {str(name): str(sources) for name, sources in given.items()} if isinstance(given, Mapping) else {}


def _is_right(name: str, sources: str) -> bool:
    return name in DIRECTIVES and not any(each in sources for each in ';,\n<>"')
