"""What answers mean: the walk, facts, flags, what is carried, the record. Nothing is kept here."""
