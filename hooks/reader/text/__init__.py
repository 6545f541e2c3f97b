"""Words, folding, escaping, English wording: what knows nothing of articles."""
