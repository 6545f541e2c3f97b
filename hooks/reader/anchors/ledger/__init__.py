"""What is remembered of an article: every id ever published, kept in a file and held to be true."""
