"""Whether the scores of systems differ by more than chance."""
