"""A real SMTP server on the loopback, for mails that are really sent."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class MailBox:
    """What the server received, and what it is told to answer next (`450 …` refuses for now, `550 …` for good).

    `refused` are recipients whom it does not know, with its answer at RCPT; at `cut` it hangs up without a word.
    """

    url: str = ""
    received: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802
        self, server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address in self.cut:
            server.transport.abort()
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answers and not (answer := self.answers.pop(0)).startswith("250"):
            return answer
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        return "250 taken"

    def words(self, number: int = -1) -> str:
        """The plain text of a received mail."""
        body = self.received[number].get_body(("plain",))
        assert body
        return str(body.get_content())

    def link(self, number: int = -1) -> str:
        """The link in a received mail."""
        return next(line for line in self.words(number).splitlines() if line.startswith("http"))


@contextmanager
def mail_server(*, knows_utf8: bool = True) -> Iterator[MailBox]:
    """A server on a free port for the length of the block; `knows_utf8`: it takes addresses beyond ASCII."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    box = MailBox(url=f"smtp://127.0.0.1:{port}")
    controller = Controller(box, hostname="127.0.0.1", port=port, enable_SMTPUTF8=knows_utf8)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
