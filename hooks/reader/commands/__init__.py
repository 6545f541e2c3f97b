"""The `reader` command: options in, messages out."""
