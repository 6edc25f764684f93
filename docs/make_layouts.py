"""Write docs/layouts.md: every layout that mailweave reads, with our sample of it and what was taken.

``python docs/make_layouts.py`` writes the page; ``tests/test_layouts.py`` compares it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mailweave.exports.printable import printable
from mailweave.parsers import Document, Message, parse_document

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "layouts"
PAGE = ROOT / "docs" / "layouts.md"
LAYOUTS = {
    "date_first": "GMX and web.de: the date before the sender",
    "subject_first": "Thunderbird, Hotmail: the subject first, values behind a tab",
    "blank_lines_inside": "Seznam: a blank line between fields, a subject folded over lines",
    "spaces_inside_labels": "QQ Mail, NetEase: full-width colons, a space inside a label",
    "bold_labels": "Outlook on the web: labels in bold",
    "markdown_table": "A header set as a Markdown table",
    "columns": "Text drawn from a PDF: all labels, then all values",
    "one_line": "Yahoo Mail: all fields on one line, glued together",
    "lotus_notes": "Lotus Notes: sender and date as one phrase or on two lines, then labels",
    "forwarded_by": "Lotus Notes: the separator names who forwarded it",
    "public_inbox": "public-inbox: the list of the thread, then sender and date on one line",
    "marc": "MARC: the signs of addresses spelled out",
    "pipermail": "Mailman archives: heading, sender, date, without labels",
    "hypermail": "hypermail: the address in parentheses, a hyphen in the date",
    "netnews": "netnews and UUCP: a bang path and the date, then labels",
    "mobile": "BlackBerry and Outlook for phones",
    "at_label": "Bloomberg: At for the date",
    "on_behalf": "On behalf of someone else, in any language",
    "arrows": "Compilations: dated headings with an arrow, the email told of and quoted in part",
    "headings": "Compilations: one heading an email, the subject above several",
    "name_first": "Attribution with the name first, folded (Gmail in some languages)",
    "without_a_verb": "Attribution without a verb (Gmail in some languages)",
    "folded_attribution": "Attribution folded inside the brackets of the address",
    "apple_quotes": "Apple Mail on phones: the attribution is quoted too",
    "inline_attribution": "Line breaks lost: the quoted text goes on behind the attribution",
    "bidi_controls": "Right-to-left text with bidi controls around every part",
    "indented": "Outlook 2019: quoted by indentation alone",
    "zimbra": "Zimbra: lines that say where a quote begins and ends",
    "scanned": "Optical character recognition: Frorn, Sent;",
    "bates": "Bates numbers in the middle of a header and of a sentence, redactions",
    "unknown_labels": "Labels that no table knows, told by their structure, with lower confidence",
    "digest": "Mailman digests: numbered messages between rules, a footer at the end",
    "line_numbers": "Transcripts: a number before every line, exemption codes for names",
    "front_matter": "Archives in Markdown: the header as YAML front matter",
    "parts": "mutt and public-inbox: one part after another, the text is the first",
}


def page() -> str:
    """Return the page of layouts, in the order of LAYOUTS."""
    parts = [
        "# Layouts\n",
        "Each is a sample of our own in `samples/layouts/`, beside the expected result that a test compares.",
        "This page is written by `python docs/make_layouts.py`.\n",
    ]
    for name, what in LAYOUTS.items():
        text = (SAMPLES / f"{name}.txt").read_text("utf-8")
        taken = [line for message in parse_document(Document(name, text)).messages for line in _taken(message)]
        parts += [
            f"## {what}\n",
            "```text",
            "\n".join(map(printable, text.strip("\n").split("\n"))),
            "```\n",
            *taken,
            "",
        ]
    return "\n".join(parts).rstrip() + "\n"


def _taken(message: Message) -> list[str]:
    people = "; ".join(address.name or address.email or "(redacted)" for address in message.to) or "nobody printed"
    sender = (message.from_ and (message.from_.name or message.from_.email)) or "(redacted)"
    date = (message.date and message.date.iso) or "no date"
    return [
        f"- line {message.found.line}: from **{_plain(sender)}** to {_plain(people)}, `{date}`, "
        f"subject {_plain(message.subject or 'not printed')}, by {message.found.method}, "
        f"confidence {message.found.confidence:.2f}"
    ]


def _plain(text: str) -> str:
    return printable(text).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
