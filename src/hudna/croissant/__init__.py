"""The dataset's metadata as Croissant: what is in the folder, how each table is read, and where it comes from."""
