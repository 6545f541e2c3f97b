"""Measurements of what the product promises, each beside its alternative."""
