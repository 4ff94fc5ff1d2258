"""Counting tries in PostGIS, so that every server process counts the same."""

from collections.abc import Sequence
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from gis_app.accounts.delays import Allowance
from gis_app.accounts.models import SignInAttempt
from gis_app.db.many import insert_many
from gis_app.errors import TooManyRequestsError

# The kind under which guessed links are counted, of invitations and of resets alike.
LINK = "invitation"
# Failures since the last success, and the seconds since the latest of them.
_OF_ACCOUNT = text(
    "SELECT count(*), extract(epoch FROM now() - max(at)) FROM sign_in_attempts "
    "WHERE account_sha256 = :account AND kind = :kind AND NOT succeeded AND at > now() - :window "
    "AND at > coalesce((SELECT max(at) FROM sign_in_attempts "
    "WHERE account_sha256 = :account AND kind = :kind AND succeeded), '-infinity')"
)
_OF_ADDRESS = text(
    "SELECT count(*), extract(epoch FROM now() - max(at)) FROM sign_in_attempts "
    "WHERE address = :address AND kind = :kind AND NOT succeeded AND at > now() - :window"
)
_OF_ADDRESSES = text(
    "SELECT address, count(*), extract(epoch FROM now() - max(at)) FROM sign_in_attempts "
    "WHERE address = ANY(:addresses) AND kind = :kind AND NOT succeeded AND at > now() - :window GROUP BY address"
)
_TURN_OF_ADDRESS = text("SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('address ' || :address))")
_ONE_AT_A_TIME = text("SELECT pg_try_advisory_xact_lock(hashtext(current_schema()), :key)")


def account_key(email: str) -> bytes:
    """What stands for an account in the count; of an address without an account too."""
    return sha256(email.encode()).digest()


def counted_address(client: str) -> str:
    """The address that is counted: of IPv6 the /64, which one household has as a whole."""
    try:
        address = ip_address(client)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> 64 << 64)) + "/64"
    return str(address)


def refuse_too_many_of_account(session: Session, kind: str, account: bytes, allowance: Allowance) -> None:
    """Raise TooManyRequestsError while the account must wait, or while another try for it is being decided.

    The lock lasts until the transaction ends: many tries sent at one moment are not counted as one.
    """
    key = int.from_bytes(account[:4], "big", signed=True)
    if not session.execute(_ONE_AT_A_TIME, {"key": key}).scalar_one():
        raise TooManyRequestsError("another try for this account is going on", 2)
    refuse_too_many_in_turn(session, kind, account, allowance)


def refuse_too_many_in_turn(session: Session, kind: str, account: bytes, allowance: Allowance) -> None:
    """The same for who holds a turn already, so that nobody else counts under this key."""
    _refuse(session, _OF_ACCOUNT, {"account": account, "kind": kind}, allowance)


def refuse_too_many_of_address(session: Session, kind: str, address: str, allowance: Allowance) -> None:
    """Raise TooManyRequestsError while tries from this address must wait."""
    _refuse(session, _OF_ADDRESS, {"address": address, "kind": kind}, allowance)


def take_turn_of_address(session: Session, address: str) -> None:
    """Wait until no other try from this address is being counted; the turn lasts until the transaction ends."""
    session.execute(_TURN_OF_ADDRESS, {"address": address})


def refusals_of_addresses(
    session: Session, kind: str, addresses: Sequence[str], allowance: Allowance
) -> list[TooManyRequestsError | None]:
    """For tries that came together: which of them must wait. One counts against those of its address after it."""
    asked = {"addresses": list(set(addresses)), "kind": kind, "window": allowance.window}
    counted = {row[0]: (int(row[1]), float(row[2])) for row in session.execute(_OF_ADDRESSES, asked)}
    answers: list[TooManyRequestsError | None] = []
    for address in addresses:
        failures, since_s = counted.get(address, (0, 0.0))
        answers.append(_refusal(failures, since_s, allowance))
        if answers[-1] is None:
            counted[address] = (failures + 1, 0.0)
    return answers


def _refuse(session: Session, question: TextClause, parameters: dict[str, object], allowance: Allowance) -> None:
    failures, since_s = session.execute(question, parameters | {"window": allowance.window}).one()
    refusal = _refusal(failures, float(since_s or 0), allowance)
    if refusal is not None:
        raise refusal


def _refusal(failures: int, since_s: float, allowance: Allowance) -> TooManyRequestsError | None:
    # Below nought for who began before the latest try and then waited for its turn: a moment ago, not a wait.
    left_s = allowance.wait_s(failures) - max(since_s, 0.0)
    if left_s <= 0:
        return None
    return TooManyRequestsError("too many tries; wait a little", int(left_s) + 1)


def note_of_addresses(session: Session, kind: str, addresses: Sequence[str]) -> None:
    """Write down one try of each address, none of which succeeded."""
    rows = [{"kind": kind, "account_sha256": None, "address": one, "succeeded": False} for one in addresses]
    insert_many(session, SignInAttempt, rows)


def note(session: Session, kind: str, account: bytes | None, address: str, *, succeeded: bool) -> None:
    """Write down one try."""
    session.add(SignInAttempt(kind=kind, account_sha256=account, address=address, succeeded=succeeded))
    session.flush()
