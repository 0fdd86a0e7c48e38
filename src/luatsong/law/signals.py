"""News of the store for rooms above it, which `law` must not import."""

from django.dispatch import Signal

# Documents were stored, changed or withdrawn; which ones, their `indexed_at` tells.
documents_changed = Signal()
