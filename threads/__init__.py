"""Floor 2: messages to conversations, each link with its reason."""

from .conversations import build
from .joins import Joins, JoinsError
from .people import People
from .subject import base_subject
from .thread import Link, Thread
from .zones import ZoneError

__all__ = ["Joins", "JoinsError", "Link", "People", "Thread", "ZoneError", "base_subject", "build"]
