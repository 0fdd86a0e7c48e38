"""The editor's desk: writing, reviewing and approving knowledge items."""
