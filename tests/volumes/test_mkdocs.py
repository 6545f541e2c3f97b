"""A volume is built by functions of MkDocs that are its own: they are those that were read when this was written."""

import hashlib
import inspect

from mkdocs.commands import build

# `reader.mkdocs.volumes` does what `build` does, in its order, with the other functions.
READ = {
    "build": "c476b64474acfaa2",
    "_populate_page": "31a70ea4caef1e12",
    "_build_page": "adcdbd14b2361126",
    "_build_theme_template": "628a78f6a129c8a0",
    "_build_extra_template": "ecfe1ffd8b50aee7",
}


def test_the_functions_of_mkdocs_are_those_that_were_read() -> None:
    now = {name: hashlib.sha256(inspect.getsource(getattr(build, name)).encode()).hexdigest()[:16] for name in READ}
    assert now == READ, "read what MkDocs changed, follow it in reader/mkdocs/volumes.py, and only then write it here"
