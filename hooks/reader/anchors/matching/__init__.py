"""Which passage of a text as it was is which of the text as it is."""
