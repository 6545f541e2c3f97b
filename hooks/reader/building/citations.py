"""The citations of works, each made once: those that an earlier build made of the same record are taken from there."""

from collections.abc import Iterable

import msgspec

from reader.building.cache import Cache
from reader.building.sums import installation, sum_of
from reader.citing.citations import Citation, known, learn, prepare
from reader.citing.csl import Item


def cite_all(items: Iterable[Item], cache: Cache) -> None:
    """Have works cited in all styles."""
    missing = {}
    for item in items:
        key = sum_of("citations", installation(), item)
        data = cache.get(key)
        try:
            if data is None:
                missing[key] = item
            else:
                learn(item, msgspec.json.decode(data, type=dict[str, Citation]))
        except ValueError:
            cache.spoilt(key)
            missing[key] = item
    prepare(missing.values())
    for key, item in missing.items():
        cache.put(key, msgspec.json.encode(known(item)))
