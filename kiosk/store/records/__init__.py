"""Records: what was signed, what was written about it since, and whose it is."""
