"""Bytes to text: marks, declared charsets, guesses; and what is no text."""

from __future__ import annotations

import pytest

from mailweave.parsers.readers.charset import NotTextError, decode, text_codec, without_surrogates

JAPANESE = "差出人: 佐藤\r\n件名: 来週の会議\r\n資料を送ります。ご確認ください。\r\n"
SIMPLIFIED = "发件人: 李娜\n主题: 下周的会议\n请看附件，谢谢大家。\n"
TRADITIONAL = "寄件者: 李娜\n主旨: 下週的會議\n請看附件，謝謝大家。\n"
KOREAN = "보낸 사람: 이민수\n제목: 다음 주 회의\n첨부 파일을 확인해 주세요.\n"
RUSSIAN = "От: Анна Волкова\nТема: Встреча\nПосмотрите, пожалуйста, приложение.\n"
POLISH = "Od: Łucja Wąsik\nTemat: Spotkanie w przyszłym tygodniu\nProszę zajrzeć do załącznika, żeby się przygotować.\n"
SPANISH = "De: Íñigo Peña\nAsunto: Reunión – “mañana”\n¿Podéis mirar el adjunto? Gracias.\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (JAPANESE, "utf-8"),
        (JAPANESE, "utf-8-sig"),
        (JAPANESE, "utf-16"),
        (SPANISH, "utf-16-le"),
        (SPANISH, "utf-16-be"),
        (SIMPLIFIED, "utf-16-le"),
        (SPANISH, "utf-32"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5"),
        (KOREAN, "euc_kr"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp1251"),
        (SPANISH, "cp1252"),
        (POLISH, "iso8859-2"),
    ],
)
def test_an_undeclared_charset_is_found(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("bom", [b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_wins_over_what_is_declared(bom: bytes) -> None:
    data = bom + SPANISH.encode("utf-16-le" if bom == b"\xff\xfe" else "utf-16-be")
    assert decode(data, "koi8-r").text == SPANISH


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        ("Grüße", "cp1252", "iso-8859-1"),
        ("“quoted”", "cp1252", "ISO-8859-1"),  # as browsers read it
        ("Привет", "koi8_r", "koi8-r"),
        ("会議", "shift_jis", "x-sjis"),
        ("联通", "gbk", "gb2312"),  # these bytes are UTF-8 too, the declaration counts
        ("회의", "euc_kr", "ks_c_5601-1987"),
        ("Grüße", "utf-8", "us-ascii"),
        ("Grüße", "utf-8", "iso-8859-1"),  # declared by habit, written in UTF-8
    ],
)
def test_a_declared_charset_is_honoured(text: str, codec: str, declared: str) -> None:
    decoded = decode(text.encode(codec), declared)
    assert (decoded.text, decoded.note) == (text, "")


@pytest.mark.parametrize(
    "declared",
    [
        "zip",
        "base64",
        "rot13",
        "idna",
        "punycode",
        "undefined",
        "unicode_escape",
        "utf-7",
        "nonsense",
        "a\0b",
        "x" * 99,
    ],
)
def test_what_is_no_charset_is_refused_and_noted(declared: str) -> None:
    assert text_codec(declared) is None
    decoded = decode("Grüße".encode(), declared)
    assert decoded.text == "Grüße"
    assert "is no charset" in decoded.note


def test_a_charset_that_does_not_fit_is_noted() -> None:
    decoded = decode(b"Gr\xfc\xdfe aus K\xf6ln", "utf-8")
    assert decoded.text == "Grüße aus Köln"
    assert "does not fit" in decoded.note


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ort: 東京\n会議は火曜日です".encode()[:-1], "Ort: 東京\n会議は火曜日で\ufffd"),
        (b"\xff\xfe\x00\xd8a\x00", "\ufffda"),
        (b"one\0zero in a line of text", "one\0zero in a line of text"),
    ],
)
def test_damaged_text_is_read_as_far_as_it_goes(data: bytes, text: str) -> None:
    assert decode(data).text == text


@pytest.mark.parametrize("data", [b"\0" * 100, bytes(range(32)) * 20, b"\x7fELF\x02\x01\x01" + b"\0" * 40])
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)


def test_lone_surrogates_never_stay() -> None:
    assert without_surrogates("a\ud800b\udfff") == "a\ufffdb\ufffd"
