"""The paragraphs of a drafted answer: what is said of a work, a shut-off, a warranty, and by whom it is done."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.appeals.links import LinkShown
from gis_app.appeals.models import Appeal
from gis_app.appeals.place_facts import Warranty
from gis_app.appeals.standard_letters import topic_of
from gis_app.dependencies import Language
from gis_app.organisations.contacts import phones_of
from gis_app.organisations.models import Organisation
from gis_app.outages.models import Outage, OutageVersion
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import day_span, long_day, moment
from gis_app.works.models import Work
from gis_app.works.queries import named
from layers.work_types import read_vocabulary


@dataclass(frozen=True, slots=True)
class Caller:
    """What every paragraph needs: the register, the language, the day."""

    session: Session
    lang: Language
    today: date

    def say(self, key: str, **values: str) -> str:
        """A text. A Russian day ends with a full stop of its own."""
        return get_texts().get(self.lang, key, **values).replace("г..", "г.")

    def organisation(self, organisation_id: int) -> str:
        """A name with the telephones, where there are any."""
        found = named(self.session.get(Organisation, organisation_id), self.lang)
        name = "" if found is None else found.name
        phones = phones_of(self.session, [organisation_id], self.today).get(organisation_id, ())
        return self.say("draft-with-phones", name=name, phones=", ".join(phones)) if phones else name


def opening(appeal: Appeal, lang: Language) -> str:
    """The greeting, and what the answer is about."""
    day = long_day(appeal.received_at.date(), lang)
    texts = get_texts()
    about = texts.get(lang, "draft-about", number=appeal.number, day=day, topic=topic_of(appeal, lang))
    return texts.get(lang, "draft-greeting") + "\n" + about.replace("г..", "г.")


def outage_words(caller: Caller, outage: Outage) -> str:
    """What is shut off, when, why, and who says so."""
    notice = caller.session.scalars(
        select(OutageVersion)
        .where(OutageVersion.outage_id == outage.id)
        .order_by(OutageVersion.version.desc())
        .limit(1)
    ).one_or_none()
    kind = caller.say(f"outage-kind-{outage.kind.replace('_', '-')}")
    is_on = (outage.first_day or date.max) <= caller.today
    said = [
        caller.say(
            "draft-outage-now" if is_on else "draft-outage-soon", what=kind.lower(), when=_when(caller, outage, notice)
        )
    ]
    if notice is not None and notice.reason:
        said.append(caller.say("letter-reason", reason=notice.reason.rstrip(".") + "."))
    said.append(caller.say("draft-publisher", name=outage.publisher))
    return " ".join(said)


def _when(caller: Caller, outage: Outage, notice: OutageVersion | None) -> str:
    if notice is not None and notice.starts_at is not None and notice.ends_at is not None:
        return f"{moment(notice.starts_at, caller.lang)} – {moment(notice.ends_at, caller.lang)}"
    days = day_span(outage.first_day, outage.last_day, caller.lang)
    if notice is not None and notice.daily_from is not None and notice.daily_to is not None:
        return caller.say("draft-daily", days=days, first=f"{notice.daily_from:%H:%M}", last=f"{notice.daily_to:%H:%M}")
    return days


def warranty_words(caller: Caller, warranty: Warranty) -> str:
    """Who mends a surface at its own cost, and until when."""
    who, until = caller.organisation(warranty.guarantor_id), long_day(warranty.to_day, caller.lang)
    return caller.say("draft-warranty", who=who, until=until)


def short_title(type_code: str, lang: Language) -> str:
    """A type of work in a sentence: its whole title is a line of a catalogue."""
    return read_vocabulary().by_code()[type_code].short.in_language(lang)


def work_words(caller: Caller, link: LinkShown) -> str:
    """What a work is, its days, who does it and who has ordered it."""
    line = link.work
    if line is None:
        return ""
    work = caller.session.get_one(Work, line.id)
    days = day_span(line.planned_start, line.planned_end, caller.lang)
    actual = work.actual_end or line.planned_end
    over = "" if actual is None else long_day(actual, caller.lang)
    key = f"draft-work-{line.status.replace('_', '-')}"
    said = [caller.say(key, work=short_title(line.type.code, caller.lang), place=line.location, days=days, over=over)]
    if work.contractor_id is not None:
        said.append(caller.say("draft-contractor", who=caller.organisation(work.contractor_id)))
    if link.customer_id is not None:
        said.append(caller.say("draft-customer", who=caller.organisation(link.customer_id)))
    return " ".join(said)
