"""Proving: whether what is kept is as it was written, sealed and told to the audit."""
