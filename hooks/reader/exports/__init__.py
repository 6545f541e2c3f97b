"""The data files for others, under `/data/`."""
