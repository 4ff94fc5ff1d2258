"""When a message that could not be sent is tried again."""

from datetime import timedelta

MOST_ATTEMPTS = 12
# A message claimed so long ago was claimed by a process that has died: whether it left is not known, so it is sent
# again. Its Message-ID stays the same, by which mail servers and programs know a double.
ABANDONED_AFTER = timedelta(minutes=15)


def wait_after(attempts: int) -> timedelta | None:
    """The wait after so many failed attempts: from a minute to six hours; None when it is given up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return min(timedelta(minutes=4 ** (attempts - 1)), timedelta(hours=6))
