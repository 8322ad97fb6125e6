"""A static site of a dataset: annotated articles, claims across articles, shared ids, results. Needs no server."""
