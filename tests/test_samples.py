"""Every sample beside its expected messages: ``samples/x.txt`` and ``samples/x.txt.json``.

``pytest tests/test_samples.py --regenerate`` writes the expected files anew; the diff is the review.
"""

import json
from pathlib import Path

import pytest

from mailweave.exports.jsonl import records
from mailweave.parsers import Options, parse_document
from mailweave.parsers.readers import read
from mailweave.threads import build

SAMPLES = Path(__file__).parent.parent / "samples"
DOCUMENTS = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".json")


def expected_file(sample: Path) -> Path:
    return sample.with_name(sample.name + ".json")


def as_json(sample: Path) -> str:
    document = read(str(sample))
    threads = build(parse_document(document, Options()).messages)
    found = [{**record, "source": {**record["source"], "document": sample.name}} for record in records(threads)]
    return json.dumps(found, ensure_ascii=False, indent=1).replace(str(SAMPLES) + "/", "") + "\n"


@pytest.mark.parametrize("sample", DOCUMENTS, ids=lambda path: path.name)
def test_sample(sample: Path, request: pytest.FixtureRequest) -> None:
    found = as_json(sample)
    expected = expected_file(sample)
    if request.config.getoption("--regenerate"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def test_no_expected_file_has_lost_its_sample() -> None:
    assert {path.name for path in SAMPLES.rglob("*.json")} == {expected_file(path).name for path in DOCUMENTS}


@pytest.mark.parametrize("sample", DOCUMENTS, ids=lambda path: path.name)
def test_every_field_points_at_its_place(sample: Path) -> None:
    document = read(str(sample))
    for message in parse_document(document, Options()).messages:
        block = document.text[message.found.start : message.found.end]
        assert block.strip()
        for span in message.found.spans:
            value = document.text[span.start : span.end]
            if span.field == "subject" and message.subject:
                assert " ".join(value.replace("*", "").split()) == message.subject
            if span.field == "date" and message.date and message.found.method != "rfc822":
                assert " ".join(value.split()) == " ".join(message.date.text.split())
