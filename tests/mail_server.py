"""A mail server of one test: takes mail on a free port of this machine, and may kill the sender in the middle."""

from __future__ import annotations

import os
import signal
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string
from email.message import Message


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[Message] = []
        self.kill_at = ""  # the command of the sender at which it is killed; "." is the end of the mail

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}?from=ubnd@example.vn"

    def kill_the_sender(self) -> None:
        self.kill_at = ""
        os.kill(self.sender, signal.SIGKILL)

    sender = 0


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == self.server.kill_at:
                self.server.kill_the_sender()
                return
            if verb == "DATA":
                self._say("354 go on")
                self._take()
                continue
            self._say("221 bye" if verb == "QUIT" else "250 ok")
            if verb == "QUIT":
                return

    def _take(self) -> None:
        lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
        self.server.taken.append(message_from_string("\n".join(lines)))
        if self.server.kill_at == ".":
            self.server.kill_the_sender()
            return
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()
