"""Documents as files, and how they are read: ``discover`` finds them, ``read`` returns each as a Document."""

from __future__ import annotations

from .discover import Source, discover
from .files import LARGEST, read, read_bytes

__all__ = ["LARGEST", "Source", "discover", "read", "read_bytes"]
