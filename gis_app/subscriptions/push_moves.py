"""A browser was given another push subscription by its maker: what it follows goes on at the new one.

Nobody is signed in, so the former subscription with its secret keys is the proof: a follower is known by all of it
(`FollowingBrowser.key`), so who follows with keys of their own at another's address is another follower. The push
service knows the address, but not the keys: those were made in the browser and given to this server alone.
"""

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from gis_app.delivery.web_push import FollowingBrowser
from gis_app.subscriptions.following import forget
from gis_app.subscriptions.letters import NEWS_LETTER
from gis_app.subscriptions.models import Following
from gis_app.subscriptions.push_channel import NAME
from gis_app.subscriptions.telling import ONE_AT_A_TIME

# Those that were claimed too: should the former address refuse them, they are tried again at the new one.
# By ix_outbox_reader_id.
_READDRESS = text("""
UPDATE outbox SET recipient = :address
 WHERE channel = :channel AND letter = :letter AND reader_id = ANY(:ids) AND state IN ('waiting', 'sending')
""")


def move_browser(session: Session, former: FollowingBrowser, new: FollowingBrowser) -> int:
    """Let all that a browser follows be told to its new subscription, waiting letters too; how many places.

    None for who does not know the former keys. A place that the new subscription follows already stays as it is there.
    """
    if former.key == new.key:
        return 0
    # Letters are made with the address of the moment: none is made of the former one after this.
    session.execute(ONE_AT_A_TIME)
    of_former = (Following.channel == NAME, Following.address_key == former.key)
    of_new = select(Following.place_id).where(Following.channel == NAME, Following.address_key == new.key)
    forget(session, *of_former, Following.place_id.in_(of_new))
    moved = list(
        session.scalars(
            update(Following).where(*of_former).values(address=new.text, address_key=new.key).returning(Following.id)
        )
    )
    given = {"address": new.text, "channel": NAME, "letter": NEWS_LETTER, "ids": moved}
    session.execute(_READDRESS, given)
    return len(moved)
