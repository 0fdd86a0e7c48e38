"""News for rooms above that keep whole pages."""

from django.dispatch import Signal

# What readers see of comments on a page changed; `address` is the page's path.
comments_changed = Signal()
