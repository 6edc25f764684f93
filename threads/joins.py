"""What people know better: conversations joined, split and parents set by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..parsers.message import MailweaveError
from .draft import Decision, Draft
from .profile import Profile
from .thread import Thread

_KEYS = ("join", "split", "parent")


class JoinsError(MailweaveError):
    """A file of joins that is no TOML, or that says something else than join, split and parent."""


@dataclass(frozen=True, slots=True)
class Joins:
    """What is settled by hand, by message id.

    ``join`` are sets of messages whose conversations are one; ``split`` are messages that begin a conversation of
    their own, with all that answer them; ``parent`` are pairs of a message and the one that it answers.
    ``source`` is where this was read, as a link's reason names it.
    """

    join: tuple[tuple[str, ...], ...] = ()
    split: tuple[str, ...] = ()
    parent: tuple[tuple[str, str], ...] = ()
    source: str = "joins"

    @classmethod
    def read(cls, text: str, source: str = "joins") -> Joins:
        """Return the joins that *text* (TOML) holds; raise JoinsError, which names *source*, if it holds anything else.

        ``join = [["<a@x>", "<b@x>"]]``, ``split = ["<c@x>"]`` and a table ``[parent]`` of ``"<child>" = "<parent>"``.
        """
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise JoinsError(f"{source}: {error}") from None
        for key in table:
            if key not in _KEYS:
                raise JoinsError(f"{source}: {key!r} means nothing here; there are {', '.join(_KEYS)}")
        join, split, parent = table.get("join", []), table.get("split", []), table.get("parent", {})
        if not isinstance(join, list) or not all(_are_ids(ids) and len(ids) > 1 for ids in join):
            raise JoinsError(f'{source}: join must be a list of lists of two or more ids: join = [["<a@x>", "<b@x>"]]')
        if not _are_ids(split):
            raise JoinsError(f'{source}: split must be a list of ids: split = ["<c@x>"]')
        if not isinstance(parent, dict) or not _are_ids(list(parent.values())):
            raise JoinsError(f'{source}: parent must be a table of ids: "<child@x>" = "<parent@x>"')
        return cls(
            tuple(tuple(map(_bracketed, ids)) for ids in join),
            tuple(map(_bracketed, split)),
            tuple((_bracketed(child), _bracketed(answered)) for child, answered in parent.items()),
            source,
        )

    def ids(self) -> tuple[str, ...]:
        """Return every id that is named, once."""
        named = [*self.split, *(i for ids in self.join for i in ids), *(i for pair in self.parent for i in pair)]
        return tuple(dict.fromkeys(named))

    def unknown(self, threads: Iterable[Thread]) -> tuple[str, ...]:
        """Return the ids that no message of *threads* has, which therefore did nothing."""
        known = {message.id for thread in threads for message in thread.messages}
        return tuple(named for named in self.ids() if named not in known)


def apply_joins(joins: Joins, profiles: Sequence[Profile], draft: Draft) -> frozenset[int]:
    """Change *draft* as *joins* say: splits first, then parents, then joins; ids that no message has are left.

    Return the messages, by index, whose parent is settled by hand: none, or another than was found.
    """
    by_id = {profile.message.id: profile.index for profile in profiles}
    reason = f"joined by hand: {joins.source}"
    settled = {by_id[key] for key in joins.split if key in by_id}
    for index in sorted(settled):
        draft.cut(index)
    for child, parent in joins.parent:
        if child in by_id and parent in by_id and child != parent:
            draft.cut(by_id[child])
            draft.links[by_id[child]] = Decision(by_id[parent], reason, 1.0, ("by hand",))
            settled.add(by_id[child])
    draft.break_circles()
    for ids in joins.join:
        roots = {draft.root(by_id[key]) for key in ids if key in by_id}
        first, *others = sorted(roots, key=lambda index: _place(profiles[index])) or [-1]
        for other in others:
            draft.links[other] = Decision(first, reason, 1.0, ("by hand",))
            draft.notes.pop(other, None)
            settled.add(other)
    return frozenset(settled)


def _place(profile: Profile) -> tuple[float, int]:
    return (float("inf") if profile.time is None else profile.time, profile.index)


def _are_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


def _bracketed(key: str) -> str:
    """An id may be given with or without its angle brackets."""
    return f"<{key.strip().strip('<>')}>"
