"""PDF: the text layer as lines, page by page; what cannot be read is said with the number of the page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mailweave.parsers.parse import parse_document
from mailweave.parsers.readers import read_bytes
from mailweave.parsers.readers.pdf import pdf_pieces

FONT = b"<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>"
PICTURE = b"<</Type/XObject /Subtype/Image /Width 1 /Height 1 /ColorSpace/DeviceGray /BitsPerComponent 8 /Length 1>>\nstream\n\x80\nendstream"
SCAN = b"q 612 0 0 792 0 0 cm /Im Do Q "
HEADER = [
    (40, 700, "From: Mara Quist"),
    (40, 686, "Sent: 3 May 2016 09:12"),
    (40, 672, "To: Olu"),
    (40, 658, "Subject: Oars"),
]

Drawn = tuple[int, int, str]


def draw(words: Sequence[Drawn], size: int = 10) -> bytes:
    """Return page contents that set each text at its place, in points from the lower left corner."""
    return "".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in words).encode("latin-1")


def pdf(pages: Sequence[bytes], *, extra: bytes = b"") -> bytes:
    """Return a PDF with a page for each of the contents."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog /Pages 2 0 R>>",
        b"<</Type/Pages /Kids[%s] /Count %d>>" % (kids, len(pages)),
        FONT,
        PICTURE,
    ]
    for number, contents in enumerate(pages):
        resources = b"/Resources<</Font<</F 3 0 R>> /XObject<</Im 4 0 R>>>>"
        objects.append(
            b"<</Type/Page /Parent 2 0 R /MediaBox[0 0 612 792] %s /Contents %d 0 R>>" % (resources, 6 + 2 * number)
        )
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(contents), contents))
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, extra, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table + trailer


def text_of(*pages: bytes) -> str:
    return "".join(piece.text for piece in pdf_pieces(pdf(pages)))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([(40, 700, "one"), (40, 686, "two"), (40, 672, "three")], "one\ntwo\nthree\n"),
        ([(40, 700, "one"), (40, 686, "two"), (40, 650, "new paragraph")], "one\ntwo\n\nnew paragraph\n"),
        ([(40, 700, "From:"), (140, 700, "Mara Quist"), (40, 686, "To:"), (140, 686, "Olu")], "From: Mara Quist\nTo: Olu\n"),
        ([(40, 700, "From:"), (40, 686, "To:"), (140, 700, "Mara Quist"), (140, 686, "Olu")], "From: Mara Quist\nTo: Olu\n"),
        ([(40, 700, "From:"), (140, 701, "Mara Quist")], "From: Mara Quist\n"),  # not quite level
        ([(40, 700, "From:"), (140, 700, "Mara"), (40, 676, "To:"), (140, 676, "Olu"), (40, 662, "Cc:"), (60, 662, "Bo")],
         "From: Mara\nTo: Olu\nCc: Bo\n"),  # rows of a table stand wide
        ([(40, 700, "Oars"), (300, 700, "12.50")], "Oars\t12.50\n"),
        ([(40, 700, "the boat-"), (40, 686, "house")], "the boat-\nhouse\n"),
        ([(40, 700, "left one"), (40, 686, "left two"), (300, 700, "right one"), (300, 686, "right two")],
         "left one\nleft two\nright one\nright two\n"),  # columns of prose stay columns
    ],
    ids=range(9),
)  # fmt: skip
def test_what_stands_on_one_line_stays_on_one_line(words: Sequence[Drawn], text: str) -> None:
    assert text_of(draw(words)) == text


@pytest.mark.parametrize(
    ("matrix", "across"),
    [("1 0 0 1", (0, -14)), ("0 1 -1 0", (14, 0)), ("-1 0 0 -1", (0, 14)), ("0 -1 1 0", (-14, 0))],
    ids=["upright", "left", "upside down", "right"],
)
def test_a_page_that_lies_on_its_side_keeps_its_lines(matrix: str, across: tuple[int, int]) -> None:
    lines = ("From: Mara Quist", "To: Olu", "Subject: Oars", "", "", "Two oars.")
    drawn = "".join(
        f"BT /F 10 Tf {matrix} {300 + number * across[0]} {400 + number * across[1]} Tm ({line}) Tj ET\n"
        for number, line in enumerate(lines)
        if line
    )
    assert text_of(drawn.encode()) == "From: Mara Quist\nTo: Olu\nSubject: Oars\n\nTwo oars.\n"


def test_an_email_is_found_with_its_page() -> None:
    front = draw([(40, 700, "An exhibit of two pages.")])
    document = read_bytes(pdf([front, draw([*HEADER, (40, 620, "Two oars.")])]), "exhibit.pdf")
    assert [document.text[start:].partition("\n")[0] for start in document.pages] == [
        "An exhibit of two pages.",
        "From: Mara Quist",
    ]
    (message,) = parse_document(document).messages
    assert message.found.page == 2
    assert (message.from_ and message.from_.name, message.subject, message.body) == ("Mara Quist", "Oars", "Two oars.")


def test_text_under_a_scan_is_read() -> None:
    assert text_of(SCAN + b"3 Tr " + draw(HEADER)).startswith("From: Mara Quist\n")


@pytest.mark.parametrize(
    ("pages", "problems"),
    [
        ([draw(HEADER), b"", draw(HEADER)], []),  # an empty page is no scan
        ([draw(HEADER), draw(HEADER), SCAN], ["page 3 has no text (a scan?), nothing read from it"]),
        ([SCAN, SCAN, draw(HEADER), SCAN], [
            "pages 1 to 2 have no text (scans?), nothing read from them",
            "page 4 has no text (a scan?), nothing read from it",
        ]),
        ([SCAN + draw([(500, 20, "OAR-000117")])], ["page 1 is a picture with a stamp (a scan?), only the stamp was read"]),
        ([draw([(500, 20, "OAR-000117")])], []),
    ],
    ids=range(5),
)  # fmt: skip
def test_a_page_without_text_is_named(pages: Sequence[bytes], problems: list[str]) -> None:
    pieces = list(pdf_pieces(pdf(pages)))
    assert [piece.problem for piece in pieces if piece.problem] == problems
    assert sum(piece.page for piece in pieces) == len(pages)


LOCK = b"/Encrypt<</Filter/Standard /V 1 /R 2 /O(%s) /U(%s) /P -1>> /ID[(a)(a)]" % (b"o" * 32, b"u" * 32)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.7\n", "not a PDF, or a broken one, passed over"),
        (b"plain text", "not a PDF, or a broken one, passed over"),
        (pdf([draw(HEADER)], extra=LOCK), "a locked PDF (it asks for a password), passed over"),
        (
            pdf([draw(HEADER)]).replace(b"/Kids[5 0 R]", b"/Kids[9 0 R]"),
            "page 1 cannot be loaded, nothing read from it",
        ),
    ],
    ids=["head", "text", "locked", "no page"],
)
def test_what_cannot_be_read_is_said(data: bytes, problem: str) -> None:
    assert [piece.problem for piece in pdf_pieces(data) if piece.problem] == [problem]


def test_a_lie_about_the_number_of_pages_costs_nothing() -> None:
    data = pdf([draw(HEADER)]).replace(b"/Count 1>>", b"/Count 2000000000>>")
    assert "".join(piece.text for piece in pdf_pieces(data)).startswith("From: Mara Quist\n")
