"""What is wrong with the pages of a build, once every page has been read."""

from collections.abc import Callable, Iterator

from reader.building.build import Build
from reader.citing.cited_by import wrong_references
from reader.problems import Problem


def page_problems(build: Build, source: Callable[[str], str]) -> Iterator[Problem]:
    """Find every problem of every page; `source` reads the file of a source path."""
    for src_uri, record in build.records.items():
        path = f"docs/{src_uri}"
        for href in record.unknown:
            yield Problem(path, 0, f"a link to {href}, which is not in the collection", "mend the id in the link")
        for id in record.bad_ids:
            yield Problem(path, 0, f"the id {id} is given twice or reads like a passage's number", "rename the id")
        yield from record.problems
    yield from wrong_references(build, source)
