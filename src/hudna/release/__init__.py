"""What stands between the dataset and its readers: how to cite it, whether all of it is up to date, its upload."""
