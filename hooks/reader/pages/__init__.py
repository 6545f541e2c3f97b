"""Text of the pages that the build makes: Markdown where Markdown checks it, HTML where it is filled in late."""
