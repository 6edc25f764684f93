"""Headless Chromium, driven over its pipe (the DevTools protocol): nothing to install beside the browser."""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import time
from pathlib import Path
from typing import Any

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-dev-shm-usage", "--disable-component-update", "--disable-extensions", "--hide-scrollbars",
    "--remote-debugging-pipe", "--force-color-profile=srgb",
)  # fmt: skip


class Browser:
    """One page: ``open`` it, ``run`` JavaScript in it, ``press`` keys, and see what it logged and asked for."""

    def __init__(self, program: str, profile: Path) -> None:
        commands, self._out = os.pipe()
        self._in, answers = os.pipe()
        os.set_inheritable(commands, True)
        os.set_inheritable(answers, True)
        self._process = subprocess.Popen(
            [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=lambda: _move({commands: 3, answers: 4}), close_fds=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(commands)
        os.close(answers)
        self._number, self._rest, self._session = 0, b"", None
        self.logged: list[str] = []
        self.requests: list[str] = []
        page = next(t for t in self.send("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self._session = self.send("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def open(self, page: Path, fragment: str = "", *, width: int = 1400, height: int = 900, dark: bool = False,
             scripts: bool = True) -> None:  # fmt: skip
        """Load *page* anew in a window of that size and wait until it stands."""
        self.logged.clear()
        self.requests.clear()
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=page.as_uri() + fragment)
        deadline = time.monotonic() + 60
        while self.run("document.readyState + ' ' + location.protocol") != "complete file:":
            assert time.monotonic() < deadline, "the page does not load"
            time.sleep(0.05)
        if scripts:
            self.settle()

    def run(self, script: str) -> Any:
        """Return the value of *script*; what it throws is an AssertionError."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def settle(self) -> None:
        """Wait until timers of the page ran and it is drawn."""
        self.run("new Promise(done => setTimeout(() => requestAnimationFrame(() => done()), 200))")

    def press(self, key: str) -> None:
        """Press one key as a person does."""
        text = {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, **(text if kind == "keyDown" else {}))
        self.settle()

    def picture(self, path: Path) -> None:
        """Write what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Return the answer to one command; events that come before it are noted."""
        self._number += 1
        command: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._out, json.dumps(command).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == self._number:
                assert "error" not in message, message["error"]
                answer: dict[str, Any] = message["result"]
                return answer
            self._note(message.get("method", ""), message.get("params", {}))

    def close(self) -> None:
        """End the browser."""
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def _note(self, event: str, params: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif event == "Runtime.consoleAPICalled":
            self.logged.append(json.dumps(params["args"]))
        elif event == "Runtime.exceptionThrown":
            self.logged.append(json.dumps(params["exceptionDetails"]))
        elif event == "Log.entryAdded":
            self.logged.append(params["entry"]["text"])
        elif event == "Page.javascriptDialogOpening":
            self.logged.append(f"dialog: {params['message']}")

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], 60)
            assert ready, "the browser does not answer"
            read = os.read(self._in, 1 << 16)
            assert read, "the browser is gone"
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message


def _move(places: dict[int, int]) -> None:
    """Put file descriptors where the child looks for them; first out of each other's way."""
    spare = {os.dup(source): target for source, target in places.items()}
    aside = {os.dup2(number, number + 50): target for number, target in spare.items()}
    for source, target in aside.items():
        os.dup2(source, target)
