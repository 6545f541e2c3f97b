"""Formats with mark-up, each read into pandoc's document tree and from there into the pieces of an article."""
