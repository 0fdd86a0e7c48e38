"""Files of any kind to clean lines: `read`, `read_bytes`, `read_page`.

What a file is, is decided by its content. A file that gives no text raises `Unreadable` with a
stable code and advice in Vietnamese. Everything odd that did not prevent reading is a finding.
For files that nobody vouches for, `vnlaw.reading.isolated.read_isolated` reads in a process of
its own, which may crash or be killed.
"""

from __future__ import annotations

from vnlaw.reading.dispatch import read, read_bytes
from vnlaw.reading.limits import Limits
from vnlaw.reading.page import read_page
from vnlaw.reading.unreadable import Unreadable

__all__ = ["Limits", "Unreadable", "read", "read_bytes", "read_page"]
