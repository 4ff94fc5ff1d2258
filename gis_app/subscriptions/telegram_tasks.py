"""The job that hears what people write to the bot. What was heard and its number are kept in one transaction."""

import logging
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import Engine

from gis_app.db.session import make_engine, session_scope
from gis_app.delivery.outbox import SEND_QUEUE
from gis_app.delivery.smtp import NoAnswerError, NotNowError, RefusedForGoodError
from gis_app.delivery.telegram import telegram_of
from gis_app.jobs.queue import app
from gis_app.settings import Settings, get_settings
from gis_app.subscriptions import push_channel, telegram_channel
from gis_app.subscriptions.telegram_chats import answer, meet_bot
from gis_app.subscriptions.telling import ONE_AT_A_TIME

logger = logging.getLogger(__name__)
# Imported for the channels that they register: the sending job of this process hands letters to them.
CHANNELS = (push_channel.NAME, telegram_channel.NAME)
HEAR_TASK = "subscriptions.hear_telegram"


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=1)


@app.periodic(cron="* * * * *", periodic_id=HEAR_TASK)
@app.task(name=HEAR_TASK, queue=SEND_QUEUE, queueing_lock=HEAR_TASK, lock=HEAR_TASK, pass_context=False)
def hear_telegram(timestamp: int | None = None) -> int:
    """Hear and answer what was written to the bot; how many words. `timestamp` is the periodic run's."""
    try:
        return hear(_engine(), get_settings(), datetime.now(UTC))
    except NotNowError as error:
        logger.warning("Telegram: %s", error)
        return 0


def hear(engine: Engine, settings: Settings, now: datetime) -> int:
    """Do what was written since the last time, then say so. Raises NotNowError when Telegram does not answer.

    An answer that cannot be given is let go: what it tells is done, and every page and later letter says the same.
    """
    bot = telegram_of(settings)
    if bot is None:
        return 0
    with session_scope(engine) as session:
        kept = meet_bot(session, settings, bot)
        heard, kept.last_heard = bot.heard(kept.last_heard)
        if heard:
            session.execute(ONE_AT_A_TIME)  # before any follower's row: letters are made in this order too
        answers = [(one.chat, answer(session, settings, one, now)) for one in heard]
    for chat, words in answers:
        try:
            bot.send(chat, words)
        except NoAnswerError as error:
            logger.warning("Telegram: %s; the other answers are not given", error)
            break
        except (NotNowError, RefusedForGoodError) as error:
            logger.info("an answer in Telegram was not given: %s", error)
    return len(answers)
