"""Arabic text as it stands: offsets, words, proclitics, comparison by name. Nothing here changes a text it indexes."""
