"""Floor 2: messages to conversations, each link with its reason."""

from ..parsers.base_subject import base_subject
from .conversations import build
from .joins import Joins, JoinsError
from .people import People
from .thread import Link, Thread
from .zones import ZoneError

__all__ = ["Joins", "JoinsError", "Link", "People", "Thread", "ZoneError", "base_subject", "build"]
