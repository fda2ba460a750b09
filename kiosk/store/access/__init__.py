"""Access: staff, tablets, sign-ins, and what keeps guessers out."""
