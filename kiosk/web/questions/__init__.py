"""Questions: how each is asked in HTML, and how its answer is read."""
