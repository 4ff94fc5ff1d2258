"""The demo shows what can be asked: a yes, a no, a shut-off, a name that several places have, a warranty."""

import re

from sqlalchemy.orm import Session

from gis_app.answers.answer import answer_of
from gis_app.answers.examples import examples
from gis_app.answers.places import Found, find_by_id, find_by_words
from gis_app.answers.schemas import AnswerOut
from gis_app.geocoding.holder import load_geocoder
from tests.integration.demo.conftest import TODAY, Demo


def test_each_example_shows_what_it_promises(demo: Demo) -> None:
    settings, engine = demo
    answers: dict[str, AnswerOut] = {}
    with Session(engine) as session:
        geocoder = load_geocoder(session, settings)
        for one in examples(session, geocoder, "ru", TODAY):
            if one.kind == "which":
                found = find_by_words(session, geocoder, one.asked, "ru")
            else:
                found = Found(find_by_id(session, geocoder, one.asked, "ru"))
            answers[one.kind] = answer_of(session, found, "ru", TODAY)
    assert list(answers) == ["yes", "no", "outage", "which", "warranty"]
    assert answers["yes"].is_yes
    assert re.match("Да: .* идут работы", answers["yes"].sentences[0])
    assert not answers["no"].is_yes
    assert answers["no"].sentences[0] == "Нет: здесь сейчас ничего не запланировано."
    assert answers["outage"].outages[0].status == "in_force"
    assert answers["outage"].is_yes
    assert "отключ" in answers["outage"].sentences[0].lower()
    assert answers["which"].place is None
    assert len(answers["which"].choices) > 1
    assert any(surface.kind == "warranty" for surface in answers["warranty"].surfaces)
