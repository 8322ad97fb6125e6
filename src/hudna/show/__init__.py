"""The data for a reader: articles and tables in the terminal, and counts of everything."""
