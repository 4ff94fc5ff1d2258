"""The hours of the city's night, in which nobody's telephone is to ring for what can wait."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gis_app.settings import Settings


def quiet_until(settings: Settings, now: datetime) -> datetime | None:
    """When the present quiet ends; None when it is not quiet at the instant `now`."""
    local = now.astimezone(ZoneInfo(settings.time_zone))
    if not _is_quiet_hour(settings, local.hour):
        return None
    day = local.date() + timedelta(days=1) if local.hour >= settings.quiet_to_hour else local.date()
    return at_hour(settings, day, settings.quiet_to_hour)


def digest_hour(settings: Settings, chosen: int) -> int:
    """The hour at which a digest leaves: the chosen one, or the first after the quiet in which it lies."""
    return settings.quiet_to_hour if _is_quiet_hour(settings, chosen) else chosen


def at_hour(settings: Settings, day: date, hour: int) -> datetime:
    """The instant at which an hour of the city's day begins."""
    return datetime.combine(day, time(hour), ZoneInfo(settings.time_zone))


def loud_hours(settings: Settings) -> list[int]:
    """The hours at which mails may leave, for people to choose from."""
    return [hour for hour in range(24) if not _is_quiet_hour(settings, hour)]


def _is_quiet_hour(settings: Settings, hour: int) -> bool:
    begins, ends = settings.quiet_from_hour, settings.quiet_to_hour
    return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends
