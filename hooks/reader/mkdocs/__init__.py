"""MkDocs's side of a build: its configuration, files and pages, in and out of plain values."""
