"""The desk: who comes, who is here, and who somebody is."""
