"""Parts of the gazetteer build: readers of the open packages and the writer of the compiled file."""
