"""Tags that exist to stop a parser: thousands of attributes in one, which HTML parsers compare pair by pair, and
thousands of open formatting elements, which they open anew again and again (WHATWG HTML, "adoption agency")."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_TAG = 16 * 1024
"""Characters of a tag that is left alone, whatever is in it."""

MOST_ATTRIBUTES = 1000
"""Attributes that a longer tag may have; one with more is read without any."""

_OPEN_TAGS = 4

MOST_OPEN = 400
"""Formatting elements that may be open at once; a page with more is read without any."""

_FORMATTING = "a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
_FORMATTING_TAG = re.compile(rf"<(/?)(?:{_FORMATTING})(?=[\s/>])", re.IGNORECASE)
_WHOLE_FORMATTING_TAG = re.compile(
    rf"""</?(?:{_FORMATTING})(?=[\s/>])(?:[^"'>]++|"[^"]*+"|'[^']*+'|["'])*+>?""", re.IGNORECASE
)

# Possessive, with a way out for a quote that nothing closes: no character is looked at more than a few times.
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+"|'[^']*+'|["'])*+""")
_QUOTED = re.compile(r"""\"[^"]*+"|'[^']*+'""")
_SEPARATORS = re.compile(r"""[\s/]+|["']{2}""")
_TAG_TO_ITS_END = re.compile(
    r"""<(?=[a-zA-Z/])(?:[^"'>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+|["'])*+(?:(>)|\Z)"""
)
_NAME = re.compile(r"<[a-zA-Z][a-zA-Z0-9]{0,20}")


def without_attribute_floods(html: str) -> str:
    """Return *html* in which a tag of thousands of attributes has none; a long value alone does no harm."""
    if len(html) <= LONGEST_TAG:
        return html
    return _TAG.sub(lambda tag: _tamed(tag[0]), html)


def without_formatting_floods(html: str) -> str:
    """Return *html* without its formatting elements where hundreds are open at once; none of them makes a line."""
    opened = 0
    for tag in _FORMATTING_TAG.finditer(html):
        opened = max(0, opened - 1) if tag[1] else opened + 1
        if opened > MOST_OPEN:
            return _WHOLE_FORMATTING_TAG.sub("", html)
    return html


def without_open_ends(html: str, hiding: Iterable[str]) -> str:
    """Return *html* in which a comment, a tag, or one of the *hiding* elements, is text if nothing closes it.

    It would hide the rest of the page.
    """
    html = _closed(html, "<!--", "-->")
    for name in sorted(hiding):
        html = _closed(html, f"<{name}", f"</{name}")
    return _without_open_tags(html)


def _without_open_tags(html: str) -> str:
    """A value may be open in either quote, and the last tag may be cut; what is open beyond that is all text."""
    pieces, position = [""], 0
    for _ in range(_OPEN_TAGS):
        opened = next((tag.start() for tag in _TAG_TO_ITS_END.finditer(html, position) if not tag[1]), None)
        if opened is None:
            return "".join([*pieces, html[position:]])
        pieces += [html[position:opened], "&lt;"]
        position = opened + 1
    return "".join([*pieces, html[position:].replace("<", "&lt;")])


def _closed(html: str, opening: str, closing: str) -> str:
    low = html.lower()
    if len(low) != len(html) or opening not in low:
        return html
    first = low.find(opening, low.rfind(closing) + 1)
    if first < 0:
        return html
    pieces, position = [html[:first]], first
    while position >= 0:
        following = low.find(opening, position + 1)
        pieces += ["&lt;", html[position + 1 : following if following >= 0 else len(html)]]
        position = following
    return "".join(pieces)


def _tamed(tag: str) -> str:
    if len(tag) <= LONGEST_TAG:
        return tag
    attributes = _QUOTED.sub("''", tag)
    if sum(1 for _ in _SEPARATORS.finditer(attributes)) <= MOST_ATTRIBUTES:
        return tag
    name = _NAME.match(tag)
    return name[0] + " " if name else tag
