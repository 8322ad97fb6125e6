"""Documents whose every number comes from the data: generated, and checked for drift."""
