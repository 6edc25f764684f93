"""``mailweave people``: a proposal of who is who, to be corrected and given back with ``--people``."""

from __future__ import annotations

import json

from .documents import each_document
from .options import AsJson, Documents, Language, Quiet, understanding
from .output import write
from .report import Report


def people(
    documents: Documents,
    language: Language = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Propose who is who: every name that the documents print, with counts and places, as a people file.

    Forms whose words say so are put together. Names that only sound alike, in another script or misspelt by a
    translation, follow as comments, the likeliest first: nothing is merged for you. Correct the file and give it
    to the other commands with --people.

    Examples:
      mailweave people articles/ > people.toml
      mailweave show articles/ --people people.toml
    """
    from ..exports.printable import sound
    from ..parsers.reported.prose_names import names_in
    from ..threads.roster import roster, to_toml

    report = Report(quiet=quiet)
    options = understanding(language, None, None, None, None).options
    printed: list[tuple[str, str, str, tuple[int, ...]]] = []
    for found in each_document(documents, options, report):
        name = found.document.name
        for one in names_in(found.document.text, found.parsed.messages, options.languages):
            printed.append((name, one.name, one.language, one.lines))
    entries = roster(printed)
    if not as_json:
        write([sound(to_toml(entries)).encode()])
        return
    for entry in entries:
        record = {
            "name": entry.name.name,
            "forms": [
                {"name": form.name, "count": form.count, "languages": form.languages, "places": form.places}
                for form in (entry.name, *entry.forms)
            ],
            "possible": [{"name": form.name, "likeness": round(likeness, 2)} for form, likeness in entry.possible],
        }
        write([sound(json.dumps(record, ensure_ascii=False)).encode() + b"\n"])
