"""Write docs/layouts.md: every layout that mailweave reads, with our sample of it and what was taken.

``python docs/make_layouts.py`` writes the page; ``tests/test_layouts.py`` compares it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mailweave.exports.printable import printable
from mailweave.parsers import Message, parse_document
from mailweave.parsers.readers import read_bytes
from mailweave.threads.near_duplicates import one_email_each

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
    "groupwise": "GroupWise: sender and date between three marks, the text below unmarked",
    "labels_without_colons": "Lotus Notes: sender, date, then labels without colons above their values",
    "print_view": "Web mail printed: sender and date on one line, the subject once, above the count of messages",
    "archive_in_markdown": "Archives in Markdown: fields as a list, the subject as a heading",
    "court_pages": "Court filings: a stamp on every page, lines numbered page by page, a header torn by a page",
    "list_page": "A page of a list's archive: its links between header and text, and below",
    "set_in": "Books and manuals: emails set in, RE: for the subject",
    "quoted_original": "GMX: the header of the answered email unmarked, its text quoted, the answer below",
    "arpanet": "ARPANET digests: hosts without dots, times without colons",
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
    "stars_glued": "Labels in stars with the value right behind them",
    "two_fields_a_line": "Two fields on the first line: sender and date",
    "glued_to_a_sentence": "A block glued to the sentence before it",
    "mailto_twice": "Outlook: addresses with their links, printed twice",
    "openwall": "Openwall: links above the header, domains cut short",
    "usenet": "netnews: Path, Newsgroups, the address before the name",
    "twice": "One email printed twice, with a list tag and without: one message, the fullest print of each field",
    "name_first_zh": "Attribution with the name first, words without spaces",
    "without_a_verb_ru": "Attributions with a verb and without in one chain",
    "torn_attribution": "An attribution torn apart by optical character recognition",
    "interleaved": "Answers between the quoted lines and below them",
    "pages": "Running heads and page numbers in the middle of a header and of a sentence, form feeds",
    "blanked": "Names blanked by black bars, squares, empty brackets, underscores",
    "damaged_addresses": "Optical character recognition: 2O14, Subiect, grnail.corn",
    "legal_banner": "Warnings above and legal notices below an email",
    "html_table": "HTML: the header as a table",
    "gmail_quote": "HTML: Gmail's gmail_quote",
    "moz_cite_prefix": "HTML: Thunderbird's moz-cite-prefix",
    "outlook_border": "HTML: Outlook, a line at the left of what is quoted",
    "colored_answers": "HTML: Outlook, answers in another colour within the quoted text",
    "indented_quotes": "HTML: quoted by indentation alone, answers in between",
    "gmail_page": "Gmail's page copied from the screen: how long ago, to me",
    "note_in_markdown": "Mails pasted into a note in Markdown: marks escaped, a header on one line",
    "rules_between": "Notes: the same rule between all emails, remarks between them",
    "rows_of_a_table": "A table with one email a row",
    "colons_lost": "NetEase: labels and values on one line, without colons",
    "archive_page": "HTML: MHonArc, the title of the page for the subject",
    "rich_text": "RTF",
    "saved_page": "MHTML: a page saved by a browser",
}


def page() -> str:
    """Return the page of layouts, in the order of LAYOUTS."""
    parts = [
        "# Layouts\n",
        "Each is a sample of our own in `samples/layouts/`, beside the expected result that a test compares.",
        "This page is written by `python docs/make_layouts.py`.\n",
    ]
    for name, what in LAYOUTS.items():
        sample = next(path for path in sorted(SAMPLES.glob(f"{name}.*")) if path.suffix != ".json")
        text = sample.read_text("utf-8")
        messages = one_email_each(parse_document(read_bytes(sample.read_bytes(), sample.name)).messages)
        taken = [line for message in messages for line in _taken(message)]
        parts += [
            f"## {what}\n",
            f"```{'text' if sample.suffix == '.txt' else sample.suffix[1:]}",
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
