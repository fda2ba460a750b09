"""Backups: everything in one sealed file, how it is made, proved, opened and thrown away."""
