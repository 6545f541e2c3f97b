"""What editors write, read and checked: records, registers, articles, notes, full texts."""
