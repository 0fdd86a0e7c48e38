"""Room `knowledge`: what the site tells about the law, bound to the provisions it explains."""
