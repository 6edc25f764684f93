"""Make docs/page-light.png, page-dark.png, page-phone.png and timeline.svg from bundled samples.

.venv/bin/python docs/make_page_pictures.py     (needs Chromium)
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import mailweave

ROOT = Path(__file__).parent.parent
SAMPLES = ("samples/blog_ja.txt", "samples/court_exhibit.txt", "samples/gmail_nested.txt")
OPEN_PLACE = """(() => {
  const thread = [...document.querySelectorAll('section.thread')].find(t => t.querySelectorAll('article').length > 2);
  thread.querySelector('details.place').open = true;
  thread.scrollIntoView();
})()"""
SEARCH = """(() => {
  const query = document.getElementById('query');
  query.value = 'after:2013 has:redacted';
  query.dispatchEvent(new Event('input'));
})()"""


def make(browser: Any, page: Path, docs: Path) -> None:
    """Take the three pictures of *page*."""
    for name, width, height, dark, script in (
        ("page-light", 1280, 960, False, SEARCH), ("page-dark", 1280, 860, True, OPEN_PLACE),
        ("page-phone", 390, 844, True, OPEN_PLACE),
    ):  # fmt: skip
        browser.open(page, width=width, height=height, dark=dark)
        browser.run(script)
        browser.settle()
        browser.picture(docs / f"{name}.png")


def _browser(profile: Path) -> Any:
    spec = importlib.util.spec_from_file_location("browser", ROOT / "tests/exports/browser.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("Chromium is needed: apt-get install chromium fonts-noto-core fonts-noto-cjk")
    return module.Browser(program, profile)


if __name__ == "__main__":
    os.chdir(ROOT)  # the pictures show the documents' names
    threads = mailweave.thread(mailweave.parse(*SAMPLES))
    texts = {sample: Path(sample).read_text("utf-8") for sample in SAMPLES}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = Path(folder, "page.html")
        mailweave.export(threads, made, options=mailweave.ExportOptions(sources=texts))
        started = _browser(Path(folder, "profile"))
        try:
            make(started, made, ROOT / "docs")
        finally:
            started.close()
    mailweave.export(threads, ROOT / "docs/timeline.svg")
