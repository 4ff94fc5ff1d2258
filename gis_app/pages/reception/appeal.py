"""The reception's page of one appeal, and its applicant's data, which are shown on demand alone."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from gis_app.appeals.reading import read_applicant
from gis_app.appeals.scope import READERS, bodies_of
from gis_app.pages.appeals.desk import CONTRACTOR, EXECUTOR, RECEPTION, AtDesk

router = APIRouter(prefix="/reception/appeals", tags=["reception"], include_in_schema=False)


@router.get("/{appeal_id}")
def appeal_page(desk: AtDesk, appeal_id: int) -> Response:
    """One appeal with what explains it, its story, and what may be done now.

    A message to whoever has an appeal leads here: an executor or a contractor goes on to the own page of it.
    """
    if desk.user.roles & READERS:
        return desk.show(RECEPTION, appeal_id)
    window = EXECUTOR if bodies_of(desk.user) else CONTRACTOR
    window.find(desk.session, desk.user, appeal_id)
    return RedirectResponse(f"{window.page(appeal_id)}?lang={desk.lang}", 303)


@router.post("/{appeal_id}/applicant")
def applicant(desk: AtDesk, appeal_id: int) -> Response:
    """Show who wrote the appeal, once: asked for by a form, so that no link and no look ahead reads personal data.

    The reading is in the audit log.
    """
    appeal = RECEPTION.find(desk.session, desk.user, appeal_id)
    found = read_applicant(desk.session, appeal.id, reader=desk.user)
    return desk.show(RECEPTION, appeal_id, applicant=found)
