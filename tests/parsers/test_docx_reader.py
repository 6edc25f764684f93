"""Word documents: paragraphs are lines, a row of a table is one, and nothing that the page does not show is text."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from mailweave.parsers.parse import parse_document
from mailweave.parsers.readers import docx, read_bytes
from mailweave.parsers.readers.docx import docx_pieces

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
RELATION = '<Relationships><Relationship Id="r" Type="{kind}/officeDocument" Target="{target}"/></Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pack(parts: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in parts.items():
            archive.writestr(name, contents)
    return out.getvalue()


def word(body: str, *, head: str = "", spaces: str = SPACES, target: str = "word/document.xml") -> bytes:
    """Return a document with the markup *body*, in which ``<p>`` and the like stand for ``<w:p>``."""
    for tag in (
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "ins",
        "del",
        "br",
        "tab",
        "delText",
        "hyperlink",
        "sdt",
        "sdtContent",
    ):
        body = (
            body.replace(f"<{tag}>", f"<w:{tag}>")
            .replace(f"</{tag}>", f"</w:{tag}>")
            .replace(f"<{tag}/>", f"<w:{tag}/>")
        )
    markup = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {spaces}><w:body>{body}</w:body></w:document>'
    return pack({"_rels/.rels": RELATION.format(kind=OFFICE, target=target), target.lstrip("/"): markup})


def p(text: str) -> str:
    return f"<p><r><t>{text}</t></r></p>"


def table(*rows: tuple[str, ...]) -> str:
    return "<tbl>" + "".join("<tr>" + "".join(f"<tc>{cell}</tc>" for cell in row) + "</tr>" for row in rows) + "</tbl>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("one") + p("two"), "one\ntwo\n"),
        (p("one") + "<p/>" + p("two"), "one\n\ntwo\n"),
        ("<p><r><t>one</t><br/><t>two</t><tab/><t>three</t></r></p>", "one\ntwo three\n"),
        ("<p><r><t>Ma</t></r><r><t>ra</t></r></p>", "Mara\n"),
        (p("before") + table((p("From:"), p("Mara Quist")), (p("To:"), p("Olu"))) + p("after"),
         "before\nFrom: Mara Quist\nTo: Olu\nafter\n"),
        (table((p("Oars"), p("12.50"))), "Oars\t12.50\n"),
        (table((table((p("From:"), p("Mara")), (p("To:"), p("Olu"))),)) + p("after"), "From: Mara\nTo: Olu\nafter\n"),
        ("<p><hyperlink><r><t>mara@example.org</t></r></hyperlink></p>", "mara@example.org\n"),
        ("<p><ins><r><t>new</t></r></ins><del><r><delText>old</delText></r></del><r><t> text</t></r></p>", "new text\n"),
        ("<sdt><sdtContent>" + p("in a control") + "</sdtContent></sdt>", "in a control\n"),
        ("<p><r><w:rPr><w:vanish/></w:rPr><t>hidden</t></r><r><w:rPr><w:vanish w:val='0'/></w:rPr><t>shown</t></r></p>", "shown\n"),
        ("<p><r><w:instrText>PAGE</w:instrText></r><r><t>body</t></r></p>", "body\n"),
        ("<p><r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>" + p("boxed") + "</w:txbxContent></wps:txbx></mc:Choice>"
         "<mc:Fallback><w:txbxContent>" + p("boxed") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></r></p>", "boxed\n"),
        (p("a &lt;b&gt; &amp; c"), "a <b> & c\n"),
    ],
    ids=range(14),
)  # fmt: skip
def test_the_text_is_what_the_page_shows(body: str, text: str) -> None:
    *_, piece = docx_pieces(word(body))
    assert (piece.text, piece.problem) == (text, "")


@pytest.mark.parametrize("name", ["a.docx", "a.docm", "noname"])
def test_an_email_in_a_table_is_found(name: str) -> None:
    rows = (
        (p("From:"), p("Mara Quist")),
        (p("Sent:"), p("3 May 2016 09:12")),
        (p("To:"), p("Olu")),
        (p("Subject:"), p("Oars")),
    )
    document = read_bytes(word(p("An exhibit.") + "<p/>" + table(*rows) + "<p/>" + p("Two oars.")), name)
    (message,) = parse_document(document).messages
    assert (message.subject, message.body) == ("Oars", "Two oars.")


@pytest.mark.parametrize(
    "data",
    [
        word(p("text"), spaces=STRICT),
        word(p("text"), target="/docs/main.xml"),
        word(p("text"), head='<!DOCTYPE d SYSTEM "http://127.0.0.1:9/none.dtd">'),
        pack(
            {
                "word/document.xml": f"<w:document {SPACES}><w:body><w:p><w:r><w:t>text</w:t></w:r></w:p></w:body></w:document>"
            }
        ),
    ],
    ids=["strict", "elsewhere", "dtd", "no relations"],
)
def test_the_text_is_found_in_any_package(data: bytes) -> None:
    *_, piece = docx_pieces(data)
    assert piece.text == "text\n"


ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
BROKEN = "not a Word document, or a broken or locked one, passed over"


@pytest.mark.parametrize(
    ("data", "text", "problem"),
    [
        (b"", "", BROKEN),
        (b"PK\x03\x04 and no more", "", BROKEN),
        (word(p("x"))[:-40], "", BROKEN),
        (pack({}), "", BROKEN),
        (pack({"word/document.xml": "<html/>"}), "", "not a Word document, passed over"),
        (word(""), "", "a Word document without text, nothing read from it"),
        (word(p("&x;"), head=ENTITY), "", BROKEN),
        (word(p("one") + "<p><r>" + "</w:q>"), "one\n", "a broken Word document, read up to the break"),
    ],
    ids=["empty", "head", "cut", "no parts", "html", "no text", "entity", "markup"],
)
def test_what_cannot_be_read_is_said(data: bytes, text: str, problem: str) -> None:
    *_, piece = docx_pieces(data)
    assert (piece.text, piece.problem) == (text, problem)


def test_what_unpacks_to_too_much_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "LARGEST_PART", 200_000)
    *_, piece = docx_pieces(word(p("one") + p("x" * 300_000)))
    assert piece.text.startswith("one\n")
    assert piece.problem.endswith("the rest is left out")


def test_ten_thousand_nested_tables_cost_no_recursion() -> None:
    *_, piece = docx_pieces(word("<tbl><tr><tc>" * 10_000 + p("deep") + "</tc></tr></tbl>" * 10_000 + p("after")))
    assert piece.text == "deep\nafter\n"
