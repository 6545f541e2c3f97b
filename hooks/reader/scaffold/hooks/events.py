"""What MkDocs calls: the events of the reader, from the installed package."""

from reader_hooks import *  # noqa: F403
