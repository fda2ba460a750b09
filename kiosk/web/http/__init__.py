"""HTTP: access, cookies, headers, error pages, layout, static files."""
