"""Once a person: a browser that reacts gets a secret of its own, of which a digest per work is kept."""

from hashlib import sha256

# The cookie is given with the first reaction and with nothing else.
VOTER_COOKIE = "reactions"
VOTER_AGE_S = 365 * 24 * 3600


def voter_of(secret: str, work_id: int) -> bytes:
    """What stands for the browser at one work. It tells nothing of the browser, and is another one at each work."""
    return sha256(f"reaction:{work_id}:{secret}".encode()).digest()
