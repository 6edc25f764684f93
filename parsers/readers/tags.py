"""Tags that exist to stop a parser: thousands of attributes in one, which HTML parsers compare pair by pair."""

from __future__ import annotations

import re

LONGEST_TAG = 16 * 1024
"""Characters of a tag that is left alone, whatever is in it."""

MOST_ATTRIBUTES = 1000
"""Attributes that a longer tag may have; one with more is read without any."""

# Possessive, with a way out for a quote that nothing closes: no character is looked at more than a few times.
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+"|'[^']*+'|["'])*+""")
_QUOTED = re.compile(r"""\"[^"]*+"|'[^']*+'""")
_SEPARATORS = re.compile(r"""[\s/]+|["']{2}""")
_NAME = re.compile(r"<[a-zA-Z][a-zA-Z0-9]{0,20}")


def without_attribute_floods(html: str) -> str:
    """Return *html* in which a tag of thousands of attributes has none; a long value alone does no harm."""
    if len(html) <= LONGEST_TAG:
        return html
    return _TAG.sub(lambda tag: _tamed(tag[0]), html)


def _tamed(tag: str) -> str:
    if len(tag) <= LONGEST_TAG:
        return tag
    attributes = _QUOTED.sub("''", tag)
    if sum(1 for _ in _SEPARATORS.finditer(attributes)) <= MOST_ATTRIBUTES:
        return tag
    name = _NAME.match(tag)
    return name[0] + " " if name else tag
