"""The client: Welcome, the walk, the thank-you."""
