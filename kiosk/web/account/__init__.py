"""An account: signing in and out, and what each of the staff sees to for themselves."""
