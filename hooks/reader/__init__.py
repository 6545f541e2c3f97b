"""A static site of articles that people read, search and cite."""
