"""Emails of which a compilation prints a heading, tells in its own words, and quotes a passage.

3 May 2014 (Ada Lang → Ben Okri)
Lang asked how deep the water was:
> "Ten feet or twelve?"
Nobody had measured it since autumn.
"""

from __future__ import annotations

from collections.abc import Sequence

from .bodies import Draft
from .folding import BLANK, EMPHASIS
from .headers.heading import RULE
from .headers.labels import COLONS
from .reported.cues import quote_marks


def keep_excerpts(drafts: Sequence[Draft]) -> None:
    """Leave of such an email the passage alone: set in, in quotation marks, behind a line that ends in a colon."""
    for draft in drafts:
        if not draft.answered or draft.mark is None or draft.mark.header is None:
            continue
        told = [line for line in draft.lines if not line.blank and line.start < draft.answered[0].start]
        if draft.mark.header.rule.startswith(RULE) and told and told[-1].content[-1] in COLONS:
            text = [line.content.strip(BLANK + EMPHASIS) for line in draft.answered]
            if text[-1][-1:] in quote_marks().get(text[0][:1], "\0"):
                draft.lines, draft.answered = draft.answered, []
