"""Ids of passages and headings that hold for good: the committed ledger and what keeps it true."""
