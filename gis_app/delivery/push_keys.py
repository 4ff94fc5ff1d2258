"""The key by which push services know this installation (VAPID, RFC 8292): made when it is first needed, then kept.

Browsers bind what they follow to its public half, so another key would end every subscription.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.hazmat.primitives.serialization import load_pem_private_key as load_pem
from sqlalchemy import CheckConstraint, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from gis_app.db.base import Base, Instant


class PushKey(Base):
    """The one private key, as PEM."""

    __tablename__ = "push_keys"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)
    id: Mapped[int] = mapped_column(primary_key=True, server_default="1", autoincrement=False)
    private_pem: Mapped[str]
    created_at: Mapped[Instant]


@dataclass(frozen=True, slots=True)
class PushKeys:
    """The private half as PEM; the public one as browsers ask for it (base64url of the point, no padding)."""

    private_pem: bytes
    public: str


def push_keys(session: Session) -> PushKeys:
    """The keys of this installation. Two that make them at once get the same."""
    kept = select(PushKey.private_pem).where(PushKey.id == 1)
    pem = session.scalar(kept)
    if pem is None:
        made = ec.generate_private_key(ec.SECP256R1())
        text = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        session.execute(insert(PushKey).values(id=1, private_pem=text).on_conflict_do_nothing())
        pem = session.execute(kept).scalar_one()
    private = load_pem(pem.encode(), None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise TypeError("the kept push key is of another kind")
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return PushKeys(pem.encode(), urlsafe_b64encode(point).rstrip(b"=").decode())
