"""A web server on the loopback in place of a service of somebody else: it remembers what it got, and says what it is
told to say.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Path and body of a request → status and body of the answer.
Answer = Callable[[str, bytes], tuple[int, bytes]]


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    headers: Message
    body: bytes


@dataclass
class StandIn:
    """`location` is sent with every answer, for redirects."""

    answer: Answer = lambda _path, _body: (201, b"")
    asked: list[Asked] = field(default_factory=list)
    location: str | None = None
    url: str = ""


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """A server on a free port for the length of the block."""
    service = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            service.asked.append(Asked(self.path, self.headers, body))
            status, said = service.answer(self.path, body)
            self.send_response(status)
            if service.location:
                self.send_header("location", service.location)
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST  # noqa: N815 - a redirect that was followed would come as one

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
