"""Whether a message is an answer, a forward or the first of its kind, once its parent is known."""

from __future__ import annotations

from ..parsers.message import Kind
from .profile import Profile


def refined_kind(profile: Profile, parent: Profile | None, *, carries: bool) -> Kind:
    """Return the kind of a message: *carries* says that its parent is printed in it as forwarded.

    A forward prefix that the parent has already (an answer to a forward keeps it) says nothing.
    """
    kind = profile.message.kind
    if kind in ("reported", "placeholder"):
        return kind
    if carries:
        return "forward"
    if parent is None:
        return kind if kind != "original" else profile.prefix or kind
    new_forward = profile.prefix == "forward" and parent.prefix != "forward"
    return "forward" if new_forward else "reply"
