"""The page of an organisation: names, history, what it answers for, contacts, its works in numbers."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from gis_app.organisations.history_models import OrganisationContact, OrganisationSuccession, ServiceArea
from gis_app.organisations.models import Organisation
from gis_app.organisations.queries import find_or_create
from tests.asgi_client import AsgiClient
from tests.integration.pages.conftest import AddWork


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ru", ("Больше не действует.", "разделение", "Дороги: строительство и ремонт", "весь город", "Телефон")),
        ("kk", ("Енді жұмыс істемейді.", "бөліну", "Жолдар: салу және жөндеу", "бүкіл қала", "Телефон")),
        ("en", ("No longer exists.", "split", "Roads: building and repair", "the whole city", "Phone")),
    ],
)
def test_the_page_tells_history_tasks_and_contacts(
    register: Session, client: AsgiClient, lang: str, said: tuple[str, ...]
) -> None:
    after = find_or_create(register, "Новое управление", "public_body")
    register.add_all(
        [
            OrganisationSuccession(
                predecessor_id=8, successor_id=after, kind="split", on_day=date(2025, 8, 8), source="t"
            ),
            ServiceArea(organisation_id=8, task_code="roads", valid_to=date(2025, 8, 7), source="t"),
            OrganisationContact(organisation_id=8, kind="phone", value="1308", source="t"),
        ]
    )
    register.flush()
    html = client.get(f"/organisations/8?lang={lang}").text
    for words in (*said, f"/organisations/{after}?lang={lang}", "tel:1308"):
        assert words in html
    assert f"/organisations/8?lang={lang}" in client.get(f"/organisations/{after}?lang={lang}").text


@pytest.mark.parametrize(("lang", "is_said"), [("ru", False), ("kk", False), ("en", True)])
def test_where_it_is_known_from_is_said_in_a_language_that_the_reader_asked_for(
    register: Session, client: AsgiClient, lang: str, is_said: bool
) -> None:
    for source in ("Invented for training", "https://example.kz/source"):
        register.get_one(Organisation, 8).source = source
        register.flush()
        html = client.get(f"/organisations/8?lang={lang}").text
        assert (source in html) == (is_said or source.startswith("https"))


def test_its_works_are_counted_by_status_as_contractor_and_as_customer(add_work: AddWork, client: AsgiClient) -> None:
    for _ in range(3):
        add_work(contractor_id=7, customer_id=8, days=("2026-06-01", "2026-06-20"))
    add_work(contractor_id=7, state="draft")
    contractor = client.get("/organisations/7?lang=ru").text
    assert "Работы, которые выполняет" in contractor
    assert '/?lang=ru&amp;contractor=7&amp;status=due">3</a>' in contractor
    assert "Работы, которые заказала" in client.get("/organisations/8?lang=ru").text


def test_who_is_named_in_drafts_alone_does_not_exist_for_a_visitor(
    register: Session, add_work: AddWork, client: AsgiClient
) -> None:
    typed = find_or_create(register, "ТОО «Опечатка»", "customer")
    add_work(customer_id=typed, state="draft")
    assert client.get(f"/organisations/{typed}").status_code == 404
    add_work(customer_id=typed)
    assert client.get(f"/organisations/{typed}").status_code == 200


def test_a_work_leads_to_its_customer_and_contractor(add_work: AddWork, client: AsgiClient) -> None:
    work_id = add_work(contractor_id=7, customer_id=8)
    assert "/organisations/7?lang=kk" in client.get(f"/works/{work_id}?lang=kk").text
    assert "/organisations/8?lang=kk" in client.get(f"/works/{work_id}?lang=kk").text


def test_an_unknown_organisation_is_not_found(client: AsgiClient) -> None:
    assert client.get("/organisations/999999").status_code == 404
