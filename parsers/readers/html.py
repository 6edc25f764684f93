"""HTML as the plain text that a mail client would make of it: quotes marked, header lines kept as lines."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from resiliparse.parse.html import ElementNode, HTMLTree, NodeType
from resiliparse.parse.html.node import DOMNode

from ..document import Document
from .charset import NotTextError, decode, without_surrogates
from .layout import Layout, Page
from .styles import color_of, declared, has_left_border, steps_right
from .tags import without_attribute_floods, without_formatting_floods, without_open_ends
from .text import charset_note, not_text

HIDDEN = frozenset((
    "script", "style", "noscript", "template", "head", "title", "nav", "svg", "iframe", "object",
    "select", "button", "audio", "video", "canvas", "map",
))  # fmt: skip
PARAGRAPHS = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote", "figure",
    "fieldset", "hr", "table",
))  # fmt: skip
LINES = frozenset((
    "div", "li", "section", "article", "header", "footer", "main", "aside", "address", "form",
    "figcaption", "details", "summary", "caption", "center", "body", "tbody", "thead", "tfoot",
    "legend", "dir", "menu", "hgroup",
))  # fmt: skip
DECLARED_WITHIN = 4096
"""Bytes at the start of a page in which its charset is declared (WHATWG HTML asks for 1,024)."""
_SWALLOWING = ("iframe", "noembed", "noframes", "plaintext", "script", "style", "template", "textarea", "title", "xmp")
"""Elements in which a parser sees no tag but their own end; what stands in a template is in no tree."""
_BREAKS = ",".join(sorted({"br", *PARAGRAPHS, *LINES, "tr", "dt", "dd", "[style*=block]"} - {"body"}))

_LONGEST_TITLE = 1000
_META = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:+-]{1,40})", re.IGNORECASE
)
_NO_MARGIN = re.compile(r"margin(?:-top)?:0(?![.\d]*[1-9])")
_HIDES = ("display:none", "visibility:hidden", "mso-hide:all")


_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")

# What is undone when an element ends, as bits (an IntFlag costs half of the whole run).
_NONE, _LINE, _PARAGRAPH, _QUOTE, _KEPT, _CELL, _ROW_BEGINS, _ROW_ENDS, _COLOR = 0, 1, 2, 4, 8, 16, 32, 64, 128
_STEP = 256
"""One step to the right; the bits from here on count them."""
_BLOCK = _LINE | _PARAGRAPH
_CELLS = {
    "tr": _ROW_BEGINS | _ROW_ENDS,
    "td": _CELL,
    "th": _CELL,
    "dt": _ROW_BEGINS | _LINE,
    "dd": _CELL | _ROW_ENDS,
}


def read_html(data: bytes, name: str) -> Document:
    """Return the visible text of the page; offsets count in that text, not in the markup."""
    try:
        decoded = decode(data, declared_charset(data))
    except NotTextError as error:
        return not_text(name, str(error))
    page = laid_out(decoded.text)
    return Document(name, page.text, problems=charset_note(name, decoded.note), tints=page.tints, title=page.title)


def declared_charset(data: bytes) -> str | None:
    """Return the charset that the page declares in a ``meta`` element or an XML declaration, as printed there."""
    declared = _META.search(data[:DECLARED_WITHIN])
    return declared[1].decode("ascii", "replace") if declared else None


def html_to_text(html: str) -> str:
    """Return the visible text, as ``laid_out`` does."""
    return laid_out(html).text


def laid_out(html: str) -> Page:
    """Return the visible text: a line per block or table row, ``>`` before what a blockquote holds.

    A line at its left makes a block a quote too; what is merely indented below a line that ends in a colon is indented
    in the text. Table cells and definitions stand on the line of their label. Scripts, navigation and hidden elements
    are left out. Addresses that Cloudflare hides from robots (``data-cfemail``) are printed. The tree is
    walked without recursion: its depth is the document's choice. What nothing closes hides nothing. Text
    with blank lines in which no element makes a line is plain text that is called HTML: it keeps its lines.
    """
    layout = Layout()
    tree, unclosed = _parsed(without_formatting_floods(without_attribute_floods(html)))
    open_elements: list[int] = []
    node: DOMNode | None = tree.body
    if _BLANK_LINE.search(html) and tree.body is not None and tree.body.query_selector(_BREAKS) is None:
        layout.keep_space(1)
    while node is not None:
        effect = _enter(node, layout, unclosed)
        child = node.first_child if effect is not None else None
        if child is not None and effect is not None:
            open_elements.append(effect)
            node = child
            continue
        if effect is not None:
            _leave(effect, layout)
        while node is not None and node.next_sibling is None:
            node = node.parent if open_elements else None
            if node is not None:
                _leave(open_elements.pop(), layout)
        if not open_elements:
            break
        node = node.next_sibling if node is not None else None
    text, tints, _ = layout.page()
    return Page(without_surrogates(text), tints, without_surrogates(tree.title or "")[:_LONGEST_TITLE])


def _parsed(html: str) -> tuple[HTMLTree, AbstractSet[DOMNode]]:
    """Return the tree of *html* and the elements in it that nothing closes: those that hold the end of the page."""
    end = "end-of-page"
    while end in html:
        end += "-" * len(html)
    tree, node = _parsed_to(end, html)
    if node is None:  # it is within a comment, a script, a tag
        tree, node = _parsed_to(end, without_open_ends(html, _SWALLOWING))
    unclosed = set[DOMNode]()
    while node is not None:
        unclosed.add(node)
        node = node.parent
    return tree, unclosed


def _parsed_to(end: str, html: str) -> tuple[HTMLTree, DOMNode | None]:
    tree = HTMLTree.parse(f"{html}<wbr id={end}>")
    node = tree.document.get_element_by_id(end) if tree.document else None
    return tree, node if node is not None and node.tag == "wbr" else None


def _enter(node: DOMNode, layout: Layout, unclosed: AbstractSet[DOMNode]) -> int | None:
    """Do what the beginning of *node* asks for; return what its end will, None where its inside is no text."""
    if node.type == NodeType.TEXT:
        layout.put(node.value or "")
        return None
    if not isinstance(node, ElementNode):
        return None
    tag = node.tag or ""
    if tag == "br":
        layout.line_break()
        return None
    style = (node.getattr("style") or "").lower().replace(" ", "")
    hidden = tag in HIDDEN or node.hasattr("hidden") or (style and any(hides in style for hides in _HIDES))
    if hidden and node not in unclosed:
        return None
    if hidden_address := node.getattr("data-cfemail"):
        layout.put(_unhidden(hidden_address) or node.text or "")
        return None
    if tag == "img":
        layout.put(_emoji(node.getattr("alt") or ""))
        return None
    effect = _effect_of(node, tag, style)
    color = _color(node, tag, style)
    if color is not None:
        layout.begin_color(color)
        effect |= _COLOR
    _begin(effect, layout)
    return effect


def _effect_of(node: ElementNode, tag: str, style: str) -> int:
    effect = _CELLS.get(tag, _NONE)
    if tag in PARAGRAPHS:
        tight = tag == "p" and ("MsoNormal" in (node.getattr("class") or "") or _NO_MARGIN.search(style))
        effect |= _LINE if tight else _PARAGRAPH
    elif tag in LINES or "display:block" in style:
        effect |= _LINE
    if tag == "pre" or "white-space:pre" in style or "white-space:break-spaces" in style:
        effect |= _KEPT
    if tag == "blockquote" and "border:none" in style and node.getattr("type") != "cite" and not has_left_border(style):
        return effect + _STEP  # Gmail indents with a borderless blockquote: that is no quote
    if tag == "blockquote" or (tag == "div" and has_left_border(style)):
        return effect | _QUOTE
    return effect + _STEP * steps_right(style) if effect & _BLOCK else effect


def _color(node: ElementNode, tag: str, style: str) -> str | None:
    """Return the colour that the element sets, nothing for that of every text and of links, None if it sets none."""
    if tag == "a":
        return ""
    if "color:" in style and (value := declared(style, ("color",)).get("color")):
        return color_of(value)
    if tag == "font" and (value := node.getattr("color")):
        return color_of(value.lower().replace(" ", ""))
    return None


def _begin(effect: int, layout: Layout) -> None:
    if not effect:
        return
    if effect & _CELL:
        layout.cell()
    if effect & _ROW_BEGINS:
        layout.row()
    if effect & _BLOCK:
        layout.block(2 if effect & _PARAGRAPH else 1)
    if effect & _QUOTE:
        layout.quote(1)
    if effect >= _STEP:
        layout.step(effect // _STEP)
    if effect & _KEPT:
        layout.keep_space(1)


def _leave(effect: int, layout: Layout) -> None:
    if not effect:
        return
    if effect & _KEPT:
        layout.keep_space(-1)
    if effect & _QUOTE:
        layout.quote(-1)
    if effect & _COLOR:
        layout.end_color()
    if effect & _BLOCK:
        layout.block(2 if effect & _PARAGRAPH else 1)
    if effect >= _STEP:
        layout.step(-(effect // _STEP))
    if effect & _CELL:
        layout.end_cell()
    if effect & _ROW_ENDS:
        layout.end_row()


def _unhidden(code: str) -> str:
    """Return the address in a Cloudflare ``data-cfemail``: hexadecimal bytes, the first one the key to the rest."""
    try:
        key, *rest = bytes.fromhex(code[:2000])
        return bytes(byte ^ key for byte in rest).decode("utf-8")
    except ValueError:
        return ""


def _emoji(alt: str) -> str:
    """Return the alternative text of an image that is a character (webmail prints emoji so), else nothing."""
    return alt if 0 < len(alt) <= 8 and not alt.isascii() and not any(map(str.isalpha, alt)) else ""
