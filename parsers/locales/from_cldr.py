"""Write the [cldr] part of every language table from Unicode CLDR, through Babel.

    python parsers/locales/from_cldr.py            rewrite the parts in place
    python parsers/locales/from_cldr.py --check    say which files differ, exit 1 if any does

Babel is needed to run this, never to run mailweave. A table without a CLDR locale keeps no [cldr] part.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError, localedata

FOLDER = Path(__file__).parent
ANY = "und"
HEAD = "[cldr]"
NOTE = "# Generated from Unicode CLDR by from_cldr.py: do not edit below this line."
SKELETONS = ("yMMMd", "yMMMEd", "yMMMMd", "MMMMd", "yMMM", "Hm", "Hms")
YEARS = range(1997, 2025)
META_ZONES = {
    "Africa_Central": "Africa/Maputo",
    "Africa_Eastern": "Africa/Nairobi",
    "Africa_Southern": "Africa/Johannesburg",
    "Africa_Western": "Africa/Lagos",
    "Alaska": "America/Anchorage",
    "America_Central": "America/Chicago",
    "America_Eastern": "America/New_York",
    "America_Mountain": "America/Denver",
    "America_Pacific": "America/Los_Angeles",
    "Arabian": "Asia/Riyadh",
    "Atlantic": "America/Halifax",
    "Australia_Central": "Australia/Adelaide",
    "Australia_Eastern": "Australia/Sydney",
    "Australia_Western": "Australia/Perth",
    "Brasilia": "America/Sao_Paulo",
    "China": "Asia/Shanghai",
    "Colombia": "America/Bogota",
    "Europe_Central": "Europe/Berlin",
    "Europe_Eastern": "Europe/Helsinki",
    "Europe_Western": "Atlantic/Canary",
    "GMT": "Africa/Abidjan",
    "Gulf": "Asia/Dubai",
    "Hawaii_Aleutian": "Pacific/Honolulu",
    "Hong_Kong": "Asia/Hong_Kong",
    "India": "Asia/Kolkata",
    "Indochina": "Asia/Bangkok",
    "Indonesia_Western": "Asia/Jakarta",
    "Iran": "Asia/Tehran",
    "Israel": "Asia/Jerusalem",
    "Japan": "Asia/Tokyo",
    "Korea": "Asia/Seoul",
    "New_Zealand": "Pacific/Auckland",
    "Peru": "America/Lima",
    "Philippines": "Asia/Manila",
    "Singapore": "Asia/Singapore",
    "Taipei": "Asia/Taipei",
}
"""The CLDR metazones whose names mail programs print, each with a zone that stands for it."""
PERIODS = {"midnight": "am", "am": "am", "morning": "am", "noon": "noon", "afternoon": "pm", "pm": "pm"}
PERIODS |= {"evening": "pm", "night": "night"}


def main(arguments: list[str]) -> int:
    """Rewrite or check all tables; return the exit code."""
    changed = 0
    for path in sorted(FOLDER.glob("*.toml")):
        old = path.read_text("utf-8")
        new = with_cldr(old, path.stem)
        if new != old:
            changed += 1
            print(path.name)
            if "--check" not in arguments:
                path.write_text(new, "utf-8", newline="\n")
    return 1 if changed and "--check" in arguments else 0


def with_cldr(table: str, language: str) -> str:
    """Return the text of a language table with its [cldr] part made anew, at the end."""
    kept = table.split(NOTE)[0].rstrip() + "\n"
    units = tomllib.loads(kept).get("dates", {}).get("units", {})
    generated = cldr_part(language, {form for forms in units.values() for form in forms})
    return f"{kept}\n{NOTE}\n{generated}" if generated else kept


def cldr_part(language: str, units: Collection[str] = ()) -> str:
    """Return the [cldr] part of *language* as TOML, empty where CLDR has no such locale.

    Words that the table has as *units* of time are not repeated as words without a meaning.
    """
    locale = _locale(language)
    if locale is None:
        return ""
    lines = [HEAD, f"order = {_quoted(_order(locale))}"]
    literals = [(word, last) for word, last in _literals(locale) if word not in units]
    glue = {word for word, last in literals if not last}
    lines += [f"glue = {_joined(word for word, last in literals if not last)}"]
    lines += [f"tails = {_joined(word for word, last in literals if last)}"]
    lines += _array("months", [_without_glue(_names(locale.months, month), glue) for month in range(1, 13)])
    lines += _array("weekdays", [_names(locale.days, day) for day in range(7)])
    lines += _section("periods", _periods(locale))
    lines += _section("zones", _zones(locale))
    lines += _section("regions", _regions(language, locale))
    return "\n".join(lines) + "\n"


def _locale(language: str) -> Locale | None:
    if language == ANY:
        return None
    localedata._cache.clear()  # Babel 2.18 lets one locale's alternatives leak into the next one's
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def _names(widths: Mapping[str, Mapping[str, Mapping[int, str]]], number: int) -> list[str]:
    """Return the wide and abbreviated names of a month or weekday; those that begin with a number are units."""
    found = [
        widths[context][width][number]
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated", "short")
        if width in widths.get(context, {})
    ]
    return [name for name in found if not name[0].isdigit()]


def _without_glue(names: Iterable[str], glue: Collection[str]) -> list[str]:
    """Return month names without a preposition ("de setiembre") that is known as a word of its own."""
    return [re.sub(r"^(\w+)[ ’'](?=\w)", lambda match: "" if match[1] in glue else match[0], name) for name in names]


def _periods(locale: Locale) -> dict[str, list[str]]:
    """Return the words for parts of the day; the first of two afternoons is the hour of noon.

    A word for the small hours that is also one for the morning ("du matin") is not a night that 9 could be in.
    """
    periods: dict[str, list[str]] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for name, printed in locale.day_periods.get(context, {}).get(width, {}).items():
                noon = name == "afternoon1" and "afternoon2" in locale.day_periods[context][width]
                periods.setdefault("noon" if noon else PERIODS[name.rstrip("12")], []).append(printed)
    day = {form for name, forms in periods.items() if name != "night" for form in forms}
    periods["night"] = [form for form in periods.get("night", ()) if form not in day]
    return periods


def _order(locale: Locale) -> str:
    """Return ``dmy``, ``mdy`` or ``ymd`` as short dates have it, with the order of long ones where they differ."""
    short, long = (_fields(locale.date_formats[width].pattern) for width in ("short", "long"))
    if short == "ymd" and long.index("d") < long.index("m"):
        return "ymd dmy"
    if short == "ymd" and long[0] == "m":
        return "ymd mdy"
    return short if short in ("dmy", "mdy") else "ymd"


def _fields(pattern: str) -> str:
    fields = re.sub(r"'[^']*'", "", pattern).lower().replace("l", "m")
    return "".join(dict.fromkeys(char for char in fields if char in "dmy"))


def _regions(language: str, locale: Locale) -> dict[str, list[str]]:
    """Return the regions that order numbers otherwise than the language does in general."""
    regions: dict[str, list[str]] = {}
    for identifier in sorted(localedata.locale_identifiers()):
        parts = identifier.split("_")
        if "_".join(parts[:-1]) == language.replace("-", "_") and len(parts[-1]) in (2, 3) and parts[-1].isupper():
            order = _order(Locale.parse(identifier))
            if order != _order(locale):
                regions.setdefault(order, []).append(parts[-1])
    return {order: [" ".join(codes)] for order, codes in sorted(regions.items())}


def _literals(locale: Locale) -> Iterator[tuple[str, bool]]:
    """Yield the words in the patterns of dates and times ("de", "kl", "г") and whether each ends its pattern."""
    patterns = [str(pattern) for pattern in locale.datetime_formats.values()]
    patterns += [pattern.pattern for pattern in (*locale.date_formats.values(), *locale.time_formats.values())]
    patterns += [locale.datetime_skeletons[key].pattern for key in SKELETONS if key in locale.datetime_skeletons]
    for pattern in patterns:
        for literal in re.finditer(r"'([^']+)'|([^\x00-\x7f]+)", pattern.replace("''", "’")):
            last = not re.search(r"[A-Za-z{]", pattern[literal.end() :])
            for word in re.split(r"[\s,.:/{}()\u200e\u200f\u061c،、-]+", literal[1] or literal[2]):
                if any(char.isalpha() for char in word):
                    yield word, last


def _zones(locale: Locale) -> dict[str, list[str]]:
    """Return the names of zones by offset: standard and summer time apart, none for names that fit both."""
    zones: dict[str, list[str]] = {}
    names = [(locale.meta_zones.get(meta), _offsets(zone)) for meta, zone in META_ZONES.items()]
    names += [(locale.time_zones.get(zone), _offsets(zone)) for zone in ("Etc/UTC", "Europe/London")]
    for table, offsets in names:
        for width in ("long", "short"):
            for season, minutes in zip(("standard", "daylight"), offsets, strict=True):
                printed = (table or {}).get(width, {}).get(season)
                if printed and minutes is not None and not re.search(r"[\d∅]", printed):
                    zones.setdefault(_offset(minutes), []).append(printed)
    zero = locale.zone_formats.get("gmt", "")
    zones.setdefault("+00:00", []).append(zero.replace("%s", "").strip("\u200e\u200f "))
    return dict(sorted(zones.items()))


def _offsets(zone: str) -> tuple[int, int | None]:
    """Return the standard and summer offset of *zone* in minutes; it must have had no other since mail is common."""
    standard, summer = set(), set()
    for year in YEARS:
        seasons = [datetime(year, month, 15, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset() for month in (1, 7)]
        minutes = sorted({int((offset or timedelta()).total_seconds()) // 60 for offset in seasons})
        standard.add(minutes[0])
        summer |= set(minutes[1:])
    if len(standard) > 1 or len(summer) > 1:
        raise ValueError(f"{zone} has changed its offset: its names do not tell an instant")
    return standard.pop(), summer.pop() if summer else None


def _offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _section(name: str, table: Mapping[str, Iterable[str]]) -> list[str]:
    lines = [f"{_key(key)} = {_joined(forms)}" for key, forms in table.items() if any(forms)]
    return ["", f"[cldr.{name}]", *lines] if lines else []


def _array(name: str, forms: Iterable[Iterable[str]]) -> list[str]:
    return [f"{name} = [", *(f"    {_joined(names)}," for names in forms), "]"]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[a-z]+", key) else _quoted(key)


def _joined(forms: Iterable[str]) -> str:
    return _quoted("|".join(dict.fromkeys(" ".join(form.split()) for form in forms if form.strip())))


def _quoted(text: str) -> str:
    """Return a TOML string: the literal kind, which is read fastest, unless an apostrophe forbids it."""
    return f"'{text}'" if "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
