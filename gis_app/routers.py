"""Every router of the application, in the order in which they are asked: the first that knows a path answers."""

from typing import Final

from fastapi import APIRouter

from gis_app.answers.router import router as answers_router
from gis_app.appeals.guide_router import router as guide_data_router
from gis_app.appeals.router import router as appeals_router
from gis_app.geocoding.router import router as geocoding_router
from gis_app.map.ogc import router as ogc_router
from gis_app.map.router import router as map_router
from gis_app.outages.router import router as outages_router
from gis_app.pages.accounts.account import router as account_router
from gis_app.pages.accounts.audit import router as audit_router
from gis_app.pages.accounts.demo import router as demo_router
from gis_app.pages.accounts.desk import router as desk_router
from gis_app.pages.accounts.invitations import router as invitations_router
from gis_app.pages.accounts.mails import router as mails_router
from gis_app.pages.accounts.messages import router as messages_router
from gis_app.pages.accounts.people import router as people_router
from gis_app.pages.accounts.resets import router as resets_router
from gis_app.pages.accounts.sign_in import router as sign_in_router
from gis_app.pages.app_files import router as app_files_router
from gis_app.pages.appeals.by_token import router as appeal_page_router
from gis_app.pages.appeals.executor import router as executor_router
from gis_app.pages.appeals.guide import router as guide_router
from gis_app.pages.appeals.router import router as appeal_form_router
from gis_app.pages.city.calendar import router as city_calendar_router
from gis_app.pages.city.files import router as city_files_router
from gis_app.pages.city.router import router as city_router
from gis_app.pages.contractor.appeals import router as contractor_appeals_router
from gis_app.pages.contractor.router import router as contractor_router
from gis_app.pages.explain import router as explain_router
from gis_app.pages.follow.feeds import router as follow_feeds_router
from gis_app.pages.follow.moves import router as follow_moves_router
from gis_app.pages.follow.router import router as follow_router
from gis_app.pages.follow.ways import router as follow_ways_router
from gis_app.pages.imports.columns import router as import_columns_router
from gis_app.pages.imports.router import router as imports_router
from gis_app.pages.imports.rows import router as import_rows_router
from gis_app.pages.interface import router as interface_router
from gis_app.pages.organisation import router as organisation_router
from gis_app.pages.outages.files import router as outage_files_router
from gis_app.pages.outages.form import router as outage_form_router
from gis_app.pages.outages.router import router as outage_pages_router
from gis_app.pages.photos import router as photos_router
from gis_app.pages.place.pin import router as place_pin_router
from gis_app.pages.place.router import router as place_router
from gis_app.pages.planner.bulk import router as planner_bulk_router
from gis_app.pages.planner.exports import router as planner_exports_router
from gis_app.pages.planner.router import router as planner_router
from gis_app.pages.planner.timeline import router as timeline_router
from gis_app.pages.prints.router import router as print_router
from gis_app.pages.rasters.router import router as raster_pages_router
from gis_app.pages.reception.appeal import router as reception_appeal_router
from gis_app.pages.reception.new import router as reception_new_router
from gis_app.pages.reception.reports import router as reception_reports_router
from gis_app.pages.reception.router import router as reception_router
from gis_app.pages.reception.situations import router as situations_router
from gis_app.pages.reception.steps import router as reception_steps_router
from gis_app.pages.review.router import router as review_router
from gis_app.pages.router import router as pages_router
from gis_app.pages.sitemap import router as sitemap_router
from gis_app.pages.works.extension_forms import router as extension_forms_router
from gis_app.pages.works.extensions import router as extensions_router
from gis_app.pages.works.form import router as work_form_router
from gis_app.pages.works.history import router as work_history_router
from gis_app.pages.works.life import router as work_life_router
from gis_app.pages.works.reactions import router as reactions_router
from gis_app.pages.works.site_reports import router as site_reports_router
from gis_app.rasters.router import router as rasters_router
from gis_app.works.router import router as works_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    # The explanation comes first: it takes /api/geocode?explain=1 and leaves the rest of that path to the geocoder.
    explain_router,
    # What is asked most comes early: the routes are tried one after the other. /place/pin is no place's id.
    answers_router,
    place_pin_router,
    place_router,
    works_router,
    appeals_router,
    outages_router,
    guide_data_router,
    geocoding_router,
    map_router,
    rasters_router,
    raster_pages_router,
    ogc_router,
    work_form_router,
    city_router,
    city_calendar_router,
    city_files_router,
    pages_router,
    outage_form_router,
    outage_files_router,
    outage_pages_router,
    work_life_router,
    reactions_router,
    extension_forms_router,
    extensions_router,
    timeline_router,
    work_history_router,
    desk_router,
    photos_router,
    contractor_router,
    site_reports_router,
    planner_router,
    planner_bulk_router,
    planner_exports_router,
    organisation_router,
    guide_router,
    situations_router,
    reception_router,
    reception_appeal_router,
    reception_steps_router,
    reception_new_router,
    reception_reports_router,
    appeal_form_router,
    appeal_page_router,
    follow_feeds_router,
    follow_ways_router,
    follow_moves_router,
    follow_router,
    executor_router,
    contractor_appeals_router,
    print_router,
    review_router,
    interface_router,
    import_rows_router,
    import_columns_router,
    imports_router,
    sign_in_router,
    messages_router,
    account_router,
    resets_router,
    invitations_router,
    people_router,
    audit_router,
    mails_router,
    demo_router,
    app_files_router,
    sitemap_router,
)
