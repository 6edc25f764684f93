"""Messages to conversations: every kind of evidence in turn, the surest first."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import exp

from ..parsers.message import Message
from .assembly import Findings, assemble
from .choosing import POSITIONS, Option, options
from .containment import contained
from .crossing import AttributionIndex, quoted_elsewhere
from .dates import given_zone
from .document_order import continued, inherit_subjects, settle_times
from .draft import Decision, Draft
from .duplicates import merge_duplicates
from .joins import Joins, apply_joins
from .near_duplicates import Enclosed, merge_near_duplicates
from .people import Identities, People
from .placeholders import keep_absent
from .profile import Profile, mailboxes, read_profiles
from .reasons import reason_of
from .references import Referred, referred
from .same_email import link_reports
from .series import series_parts
from .thread import Thread
from .weights import total
from .zones import Inferred, infer_zones

BEGINS = 0.6
"""A message begins a conversation only if that is at least so probable: a missed link costs more than a weak one."""


def build(
    messages: Iterable[Message],
    *,
    zone: str | None = None,
    people: People | None = None,
    joins: Joins | None = None,
) -> list[Thread]:
    """Return the conversations that *messages* make up, in order of their first messages.

    Every message is in exactly one of them. The order of the input does not matter, nor does any clock.
    *zone* (``-08:00``, ``America/New_York``) is that of all dates that state none; *people* says which
    names are one person; *joins* is what is settled by hand, applied last. Raises ZoneError if *zone* is none.
    """
    merged = merge_duplicates(messages)
    if zone is not None:
        merged = [given_zone(message, zone) for message in merged]
    identities = Identities(mailboxes(merged), people)
    merged, given_up = merge_near_duplicates(merged, identities)
    merged = link_reports(merged, people)
    profiles = read_profiles(merged, identities)
    inherit_subjects(profiles)
    draft = Draft()
    by_reference = referred(profiles)
    carried = _settle_by_print(profiles, draft, given_up, by_reference)
    _apply_zones(profiles, draft, carried)
    settle_times(profiles)
    for index, part in series_parts(profiles, draft.links).items():
        reason = f"is part {part.number} of {part.total} of the series that it begins"
        draft.links[index] = Decision(part.parent, reason, 0.9, ("series",))
    attributions = AttributionIndex(profiles)
    _settle_by_headers(profiles, draft, attributions)
    _settle_by_subject(profiles, draft)
    draft.break_circles()
    _settle_by_quotes(profiles, draft, attributions)
    _settle_by_old_subject(profiles, draft)
    draft.break_circles()
    absent = keep_absent(profiles, draft, by_reference.missing)
    if joins is not None:
        settled = apply_joins(joins, profiles, draft)
        absent = {child: parent for child, parent in absent.items() if child not in settled}
    inferred = _apply_zones(profiles, draft, carried)
    return assemble(profiles, draft, Findings(inferred, carried, absent), identities)


def _settle_by_print(
    profiles: Sequence[Profile], draft: Draft, given_up: Sequence[Enclosed], by_reference: Referred
) -> frozenset[int]:
    """Make the links that the print itself states; return those messages that forward their parent."""
    printed = contained(profiles, given_up)
    for child, parent in printed.parents.items():
        verb = "forwards" if child in printed.carried else "quotes"
        draft.links[child] = Decision(parent, f"{verb} it in its text", 0.98, ("containment",))
    draft.together += printed.together
    for child, parent in by_reference.parents.items():
        if child not in draft.links:
            direct = child in by_reference.direct
            reason = "is named by In-Reply-To or References" if direct else "is the nearest printed of its References"
            if profiles[child].message.kind == "reported":
                reason = "is told of as the answer to it"
            draft.links[child] = Decision(parent, reason, 0.99 if direct else 0.9, ("references",))
    places = {profile.message.id: profile.index for profile in profiles}
    for profile in profiles:
        if profile.message.same_as in places:
            draft.together.append((places[profile.message.same_as], profile.index))
            _same_time(profile, profiles[places[profile.message.same_as]])
    for children in by_reference.missing.values():
        draft.together += [(children[0], other) for other in children[1:]]
    for child, parent in continued(profiles, draft.parents()).items():
        draft.links[child] = Decision(parent, "is quoted, and this older email is printed next", 0.8, ("print order",))
    draft.break_circles()
    return frozenset(child for child in printed.carried if child in draft.links)


def _same_time(one: Profile, other: Profile) -> None:
    """Give a report and the email that it tells of the time of that whose date says more."""
    known = [profile for profile in (other, one) if profile.time is not None and profile.clock is not None]
    if known:
        one.time = other.time = min(known, key=lambda profile: profile.clock.width if profile.clock else 0).time


def _apply_zones(profiles: Sequence[Profile], draft: Draft, carried: frozenset[int]) -> dict[int, Inferred]:
    """Infer zones from the links so far, set the times by them, and return them."""
    inferred = infer_zones(profiles, draft.parents(), carried)
    for index, zone in inferred.items():
        clock = profiles[index].clock
        if clock is not None:
            profiles[index].time = float(clock.wall - zone.offset)
            profiles[index].sure = True
    return inferred


def _settle_by_headers(profiles: Sequence[Profile], draft: Draft, attributions: AttributionIndex) -> None:
    """Make the links that a header block above a quote states: it prints what is answered."""
    for child in profiles:
        stated = child.index not in draft.links and child.quoting.subject
        if stated and (parent := attributions.headed(child, strict=True)):
            reason = "prints its sender, subject and time above what it quotes"
            draft.links[child.index] = Decision(parent.index, reason, 0.9, ("attribution",))


def _settle_by_subject(profiles: Sequence[Profile], draft: Draft) -> None:
    """Choose a parent among the messages of the same base subject for those that have none yet."""
    groups: defaultdict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.base and profile.message.kind != "reported":
            groups[profile.base].append(profile)
    several = [group for group in groups.values() if len(group) > 1]
    answers = sum(len(group) - 1 for group in several)
    marked = 2 * sum(profile.prefix is not None for group in several for profile in group) > answers > 0
    known = draft.parents()
    for group in several:
        group.sort(key=lambda profile: (float("inf") if profile.time is None else profile.time, profile.index))
        for child, found in options(group, marked, known):
            _choose(child, found, draft)
            if child.index in draft.links:
                known[child.index] = draft.links[child.index].parent


def _choose(child: Profile, found: list[Option], draft: Draft) -> None:
    if len(found) == 1:
        return
    scores = [total(clues) for _, clues in found]
    shares = list(map(exp, scores))
    probability = 1 / sum(shares)
    if shares[0] * probability > BEGINS:  # the first option is to begin a conversation
        return
    place = scores.index(max(scores[1:]), 1)
    parent, clues = found[place]
    if parent is None:
        return
    if twin := _equal(parent, clues, found):
        names = " and ".join(sorted((parent.message.id, twin.message.id)))
        draft.notes[child.index] = f"answers one of {names}: both fit equally"
        draft.together += [(child.index, parent.index), (child.index, twin.index)]
        return
    reason, evidence = reason_of(clues)
    confidence = round(min(0.97, shares[place] * probability), 2)
    draft.links[child.index] = Decision(parent.index, reason, confidence, evidence)


def _equal(best: Profile, clues: Sequence[str], found: list[Option]) -> Profile | None:
    """Return another parent that fits as well as *best*: the same *clues* but for its place, and the same time."""
    for parent, others in found:
        if parent is None or parent.time != best.time or parent is best:
            continue
        if set(others) ^ set(clues) <= POSITIONS:
            return parent
    return None


def _settle_by_quotes(profiles: Sequence[Profile], draft: Draft, attributions: AttributionIndex) -> None:
    """Find what the rest quotes, whatever its subject: by the quoted text, else by the attribution line."""
    seeking = [
        profile
        for profile in profiles
        if profile.quoting.attribution
        and (profile.index not in draft.links or _is_open(draft.links[profile.index]))
        and profile.index not in draft.notes
    ]
    if not seeking:
        return
    quoted = quoted_elsewhere(seeking, profiles)
    for child in seeking:
        if child.index in quoted:
            parent, share = quoted[child.index]
            if child.index not in draft.links or profiles[parent].base != child.base:
                confidence = round(0.6 + 0.35 * share, 2)
                reason = "quotes its text under another subject"
                draft.links[child.index] = Decision(parent, reason, confidence, ("quotation",))
        elif named := attributions.headed(child, strict=False):
            reason = "prints its subject and minute above what it quotes"
            draft.links[child.index] = Decision(named.index, reason, 0.75, ("attribution",))
        elif named := attributions.sent_then(child):
            reason = "names its sender and the minute at which it was sent"
            draft.links[child.index] = Decision(named.index, reason, 0.85, ("attribution",))


def _is_open(decision: Decision) -> bool:
    """Whether a quote of another subject may still undo that link: one that nothing but time and subject speak for."""
    return decision.confidence < 0.5 and not {"quotation", "attribution"} & set(decision.evidence)


def _settle_by_old_subject(profiles: Sequence[Profile], draft: Draft) -> None:
    """Hang a message that names its old subject, ``(was: ...)``, on the last message of that one."""
    renamed = [profile for profile in profiles if profile.was and profile.index not in draft.links]
    old = {profile.was for profile in renamed}
    groups: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for profile in profiles:
        if profile.base in old and profile.time is not None:
            groups[profile.base].append((profile.time, profile.index))
    for group in groups.values():
        group.sort()
    for child in renamed:
        group = groups[child.was]
        place = 0 if child.time is None else bisect_left(group, (child.time, -1))
        if place:
            reason = "its subject names that of the answered email as its old one"
            draft.links[child.index] = Decision(group[place - 1][1], reason, 0.6, ("subject",))
