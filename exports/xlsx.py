"""An Excel workbook: a sheet of emails, one of conversations, one of people; text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..threads.thread import Thread
from .options import ExportOptions
from .summary import PERSON_COLUMNS, THREAD_COLUMNS, person_rows, thread_rows
from .table import to_dataframe

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 32_767  # UTF-16 units that a cell holds
_CUT = " [cut here: a cell holds no more]"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDE = {
    "body": 80,
    "subject": 40,
    "subject_base": 40,
    "thread_subject": 40,
    "to": 30,
    "cc": 30,
    "from_name": 22,
    "name": 30,
    "emails": 30,
}
_HEIGHT = 60  # points: four lines of a body, so that the rows below stay in sight
_ON_ONE_PAGE = 10  # columns
_HEAD = {"bold": True, "font_color": "#ffffff", "bg_color": "#0b6472", "valign": "vcenter"}
_TEXT = {"text_wrap": True, "valign": "top"}
_NUMBER = {"align": "center", "valign": "top"}  # else a number stands close to the text on its right
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def to_xlsx(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:  # noqa: ARG001
    """Yield a workbook with the sheets ``emails`` (the table of ``to_dataframe``), ``threads`` and ``people``.

    No cell is a formula or a link. ``utc`` is text, as in CSV. A text longer than a cell holds ends with a
    sentence that says so; control characters, which the format has no room for, are gone.
    """
    import pandas as pd

    emails = to_dataframe(threads)
    emails["utc"] = emails["utc"].dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype("string")
    sheets = {
        "emails": emails,
        "threads": pd.DataFrame([*thread_rows(threads)], columns=[*THREAD_COLUMNS]),
        "people": pd.DataFrame([*person_rows(threads)], columns=[*PERSON_COLUMNS]),
    }
    file = BytesIO()
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": _OPTIONS}) as writer:
        book: Any = writer.book
        book.set_properties({"created": datetime(2000, 1, 1), "title": "Emails found by mailweave"})
        for name, table in sheets.items():
            table.map(_cell).to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            _dress(writer.sheets[name], table, *map(book.add_format, (_HEAD, _TEXT, _NUMBER)))
    yield file.getvalue()


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = _NOT_XML.sub("", value).replace("\r\n", "\n").replace("\r", "\n")
    units = text.encode("utf-16-le")
    if len(units) // 2 <= _LONGEST:
        return text
    return units[: 2 * (_LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _dress(sheet: Any, table: pd.DataFrame, head: Any, text: Any, number: Any) -> None:
    """Give *sheet* the look of its columns: one look for its first row, one for texts and one for numbers."""
    for place, name in enumerate(map(str, table.columns)):
        if table[name].dtype.kind in "iufb":
            sheet.set_column(place, place, max(9, len(name) + 4), number)
        else:
            sheet.set_column(place, place, _WIDE.get(name, 16), text)
        sheet.write_string(0, place, name, head)
    if "body" in table:
        for row in range(1, len(table) + 1):
            sheet.set_row(row, _HEIGHT)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    if len(table.columns) <= _ON_ONE_PAGE:
        sheet.fit_to_pages(1, 0)
    sheet.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)
