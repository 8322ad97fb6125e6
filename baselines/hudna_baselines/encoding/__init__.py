"""Annotated articles as what word-level models learn, and back: shared by the learned baselines.

| module | what |
|---|---|
| `texts` | `Text`: the words and sentences of a record's text |
| `schema` | the labels: layers of tags, tasks of items, relations between items |
| `tags` | `Tags` of a text and the `Item`s that they say |
| `links` | `Candidate` pairs of items |
| `graph` | `Graph`: items, their labels, links; `Example`: a text with its gold tags and graph |
| `encode`, `decode` | `encode(record) -> Example`, `decode(text, graph) -> Record` |
| `windows` | overlapping windows for models that read a limited length |
| `reading` | the protocols `Model` and `Reading`, and `predict` |
| `load` | records from rows of `datasets` |

Nothing here imports more than the base install. README.md says what the encoding holds, and what it loses.
"""
