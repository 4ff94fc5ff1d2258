"""A program for children of tests: it answers, hangs, eats or breaks, as it is told."""

import sys


def main(what: str) -> None:
    """Do `what`."""
    if what == "answer":
        sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])
    if what == "compute":
        while True:
            pass
    if what == "sleep":
        __import__("time").sleep(600)
    if what == "eat":
        _ = [bytearray(50_000_000) for _ in range(100)]
    if what == "break":
        raise ValueError("broken on purpose")
