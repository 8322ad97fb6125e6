"""Two independent passes over a text, their disagreements, and the gold that follows from deciding these."""
