"""luatsong: the platform that stores the law, serves it, and runs a department's work."""
