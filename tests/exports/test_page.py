"""The page as a file: it holds everything without its script, and nothing of a document acts in it."""

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from mailweave.exports import ExportOptions, export
from mailweave.exports.excerpt import excerpt
from mailweave.exports.markup import island, shown
from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads.thread import Link, Thread

Builder = Callable[..., Message]
HOSTILE = (
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"' onclick=alert(1) x='", "<!--", "]]>",
    "javascript:alert(1)", "</textarea></style></title>", "&lt;b&gt;", "\u2028\u2029\u202eevil\u2066", "\x1b[2J\x00\x85", "<svg/onload=alert(1)>",
)  # fmt: skip


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = [tag]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the signature is the library's
        self._open = []

    def handle_data(self, data: str) -> None:
        if self._open:
            self.text.setdefault(self._open[-1], []).append(data)

    @property
    def shape(self) -> Counter[str]:
        return Counter(tag for tag, _ in self.elements)


def page_of(threads: list[Thread], options: ExportOptions | None = None) -> str:
    return b"".join(export(threads, "html", options)).decode()


def test_it_holds_every_email_without_its_script(threads: list[Thread]) -> None:
    text = page_of(threads)
    page = Page(re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL))
    assert page.shape["article"] == 6  # and a report, within the email that it tells of
    assert [a.get("class") for tag, a in page.elements if tag == "section"].count("retold") == 1
    for body in ("予算の件、よろしくお願いします。", "=1+1 is two.", "The lamp is out."):
        assert re.sub(r'<span class="says".*?</span>', "", text).count(body) == 1


@pytest.mark.parametrize(
    "mark",
    ["address redacted", "-08:00", "zone unknown", "+09:00 inferred", "+01:00 stated", "month only", "year only", "only reported",
     "not printed", "The document tells of this email"],
)  # fmt: skip
def test_what_is_not_stated_is_marked_in_words(threads: list[Thread], message: Builder, mark: str) -> None:
    west = message(20, date=MailDate("x", "2019-03-04T16:20", None, "minute", "inferred", "2019-03-05T00:20:00Z"))
    told = message(21, kind="reported", date=MailDate("2016", "2016", "2016", "year"))
    assert mark in page_of([*threads, Thread("west", None, (west, told))])


def test_an_email_that_a_report_tells_of_again_is_said_and_drawn_once(threads: list[Thread]) -> None:
    page = Page(page_of(threads[1:]))
    text = page_of(threads[1:])
    facts = "2 emails, 2016-09 to 2019-03-04"
    assert re.findall(r'<span class="facts">(.*?)</span>', text) == [facts]
    assert f"<p>{facts}</p>" in text
    assert "<p>2 emails in 1 conversation, 2016-09 to 2019-03-04</p>" in text
    assert page.shape["circle"] == 2
    assert "does not print it" not in text
    [data] = [json.loads(text) for text in page.text["script"] if text.startswith("{")]
    inner, report, _ = data["emails"]
    assert report["of"] == inner["id"]
    assert report["days"] == inner["days"] == ["2016-09-01", "2016-09-30"]  # not all of 2016


def test_its_policy_names_exactly_what_it_runs(threads: list[Thread]) -> None:
    page = Page(page_of(threads))
    [policy] = [a["content"] or "" for tag, a in page.elements if tag == "meta" and "http-equiv" in a]
    [script] = [text for text in page.text["script"] if not text.startswith("{")]
    [style] = page.text["style"]
    assert policy.startswith("default-src 'none'; ")
    for name, text in (("script-src", script), ("style-src", style)):
        assert f"{name} 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_it_asks_for_nothing(threads: list[Thread]) -> None:
    page = Page(page_of(threads))
    loads = {"src", "srcset", "poster", "data", "action", "background", "style", "srcdoc"}
    for tag, attributes in page.elements:
        assert not loads & set(attributes), tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert (attributes.get("href") or "#").startswith("#")
    assert not {"link", "iframe", "object", "embed", "base", "form", "img", "noscript"} & set(page.shape)
    assert "url(" not in "".join(page.text["style"])
    assert "innerHTML" not in "".join(page.text["script"])


def hostile_thread(message: Builder, text: str) -> Thread:
    who = Address(text, text, person=text)
    place = Provenance(text, 0, 5, 3, "reported", rule=text, bates=text)
    first = message(1, id=text, from_=who, sender=who, to=(who,), cc=(who,), bcc=(who,), reply_to=(who,), subject=text,
                    body=text, found=place, same_as=text, attachments=(text,), also_at=(place,), date=MailDate(text))  # fmt: skip
    second = message(2, subject=text, date=MailDate(text, "2019-03-04", None, "day", "inferred", None, text))
    return Thread(text, text, (first, second), (Link(second.id, text, text, 0.5),), notes=((first.id, text),))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_document_becomes_markup(message: Builder, text: str) -> None:
    options = ExportOptions(sources={text: f"{text}\n" * 9})
    harmless = page_of([hostile_thread(message, "plain")], ExportOptions(sources={"plain": "plain\n" * 9}))
    hostile = page_of([hostile_thread(message, text)], options)
    assert Page(hostile).shape == Page(harmless).shape
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", hostile)
    assert [*Page(hostile).text["style"]] == [*Page(harmless).text["style"]]
    data = [json.loads(text) for text in Page(hostile).text["script"] if text.startswith("{")]
    assert len(data) == 1
    assert len(data[0]["emails"]) == 2


def test_island_is_one_line_that_ends_no_element() -> None:
    text = island({"a": "</script><!--\u2028\u2029&\u202e\ud800"})
    assert not re.search("[<>&\u2028\u2029\u202e]", text)
    assert json.loads(text) == {"a": "</script><!--\u2028\u2029&\u202e\ufffd"}


def test_shown_escapes_quotes() -> None:
    assert shown("\"'<&>\u202e\x1b") == "&quot;&#x27;&lt;&amp;&gt;␛"


def test_a_conversation_without_subject_is_listed_by_its_first_words(message: Builder) -> None:
    told = message(1, subject=None, body="  She wrote\n again, " + "long " * 40, kind="reported")
    text = page_of([Thread("t", None, (told,)), Thread("u", None, (message(2, subject=None, body=" "),))])
    listed = re.findall(r'<span class="name[^>]*><bdi>(.*?)</bdi></span><span class="facts">(.*?)</span>', text)
    assert listed[0][0].startswith("She wrote again, long")
    assert listed[0][0].endswith("…")
    assert listed[0][1].endswith(", only reported")
    assert '<h2 id="th-0" class="untitled"><bdi>She wrote again, long' in text
    assert listed[1][0] == "(no subject)"


def test_links_last(threads: list[Thread]) -> None:
    ids, again = (
        [a["id"] for _, a in Page(page_of(order)).elements if (a.get("id") or "").startswith("e-")]
        for order in (threads, threads[::-1])
    )
    assert len(set(ids)) == 7
    assert set(again) == set(ids)


def test_one_id_twice_is_two_links(message: Builder) -> None:
    twice = message(1)
    ids = [
        a["id"]
        for tag, a in Page(page_of([Thread("t", None, (twice, message(1, body="b")))])).elements
        if tag == "article"
    ]
    assert len(set(ids)) == 2


def test_every_link_leads_somewhere(threads: list[Thread]) -> None:
    page = Page(page_of(threads))
    ids = [a["id"] for _, a in page.elements if a.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {(a["href"] or "")[1:] for _, a in page.elements if "href" in a}
    wanted |= {a[name] or "" for _, a in page.elements for name in ("aria-labelledby", "aria-describedby") if name in a}
    assert wanted <= set(ids)


@pytest.mark.parametrize(
    ("start", "end", "before", "block", "line"),
    [
        (12, 17, "one\ntwo\nthr\n", "BLOCK", 1),
        (0, 3, "", "one", 1),
        (4, 11, "one\n", "two\nthr", 1),
    ],
)
def test_excerpt(start: int, end: int, before: str, block: str, line: int) -> None:
    text = "one\ntwo\nthr\nBLOCK\nafter\n"
    place = Provenance("d", start, end, text.count("\n", 0, start) + 1, "header-block")
    found = excerpt(text, place)
    assert found is not None
    assert (found.before, found.block, found.line) == (before, block, line)
    assert text.startswith(found.before + found.block + found.after)


def test_excerpt_of_one_endless_line_is_short() -> None:
    found = excerpt("x" * 1_000_000, Provenance("d", 500_000, 900_000, 1, "attribution"))
    assert found is not None
    assert len(found.before + found.block + found.after) < 10_000


def test_excerpt_outside_the_text_is_none() -> None:
    assert excerpt("short", Provenance("d", 10, 20, 1, "attribution")) is None


def test_the_place_is_shown_with_its_context(threads: list[Thread], message: Builder) -> None:
    text = "before\nFrom: Ada\nTo: Bo\n\nHello.\n"
    found = Provenance("in/d.txt", 7, 23, 2, "header-block", rule="r", page=3, bates="AB 0001")
    page = page_of([Thread("t", None, (message(1, found=found),))], ExportOptions(sources={"in/d.txt": text}))
    assert "before\n<mark>From: Ada\nTo: Bo</mark>\n\nHello." in page
    for words in ("Printed in <bdi>d.txt</bdi>, line 2", "AB 0001", "7 to 23", "in/d.txt"):
        assert words in page
    assert "<pre" not in page_of(threads)


def test_an_email_known_only_from_its_answer_stands_in_the_tree(message: Builder) -> None:
    unknown = message(1, kind="placeholder", from_=Address("Cy Marsh"), body="", subject=None)
    answer = message(2, kind="reply", subject="Re: Budget")
    thread = Thread(
        "t", "Budget", (answer,), (Link(answer.id, unknown.id, "attribution without text", 0.9),), (unknown,)
    )
    page = page_of([thread])
    assert re.search(r"<bdi>Cy Marsh</bdi> <span[^>]*>not printed here</span>", page)
    assert "answers an email that is not printed here" in page
    assert Page(page).shape["article"] == 1


def test_nothing_found_is_a_page_too() -> None:
    assert "No email was found." in page_of([])
