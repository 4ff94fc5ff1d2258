"""How long to wait after failures: the thresholds, as plain arithmetic."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Allowance:
    """`free` failures within `window` cost nothing; each further one doubles the wait, up to `longest_s`."""

    free: int
    first_s: int
    longest_s: int
    window: timedelta

    def wait_s(self, failures: int) -> int:
        """Seconds to wait after the latest of so many failures."""
        if failures < self.free:
            return 0
        return int(min(self.first_s * 2 ** min(failures - self.free, 20), self.longest_s))


# Of one account, since it last signed in: a person mistypes a few times; a guesser gets some hundred tries a day. The
# longest wait is short enough that locking somebody else out for fun is dull work.
OF_AN_ACCOUNT = Allowance(free=5, first_s=30, longest_s=15 * 60, window=timedelta(hours=24))
# Of one address: an office of many people behind one address mistypes more.
OF_AN_ADDRESS = Allowance(free=30, first_s=30, longest_s=60 * 60, window=timedelta(hours=1))
# Mails to one account and from one address: each costs somebody's attention.
MAILS_OF_AN_ACCOUNT = Allowance(free=3, first_s=300, longest_s=60 * 60, window=timedelta(hours=24))
MAILS_OF_AN_ADDRESS = Allowance(free=10, first_s=60, longest_s=60 * 60, window=timedelta(hours=1))
# Guessing links of invitations and resets, which have 256 random bits: a courtesy to the database.
LINKS_OF_AN_ADDRESS = Allowance(free=20, first_s=30, longest_s=60 * 60, window=timedelta(hours=1))
