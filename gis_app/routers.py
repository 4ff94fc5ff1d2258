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
from gis_app.pages.account import router as account_router
from gis_app.pages.app_files import router as app_files_router
from gis_app.pages.appeal_page import router as appeal_page_router
from gis_app.pages.appeals import router as appeal_form_router
from gis_app.pages.audit import router as audit_router
from gis_app.pages.city import router as city_router
from gis_app.pages.city_calendar import router as city_calendar_router
from gis_app.pages.city_files import router as city_files_router
from gis_app.pages.contractor import router as contractor_router
from gis_app.pages.contractor_appeals import router as contractor_appeals_router
from gis_app.pages.demo import router as demo_router
from gis_app.pages.desk import router as desk_router
from gis_app.pages.executor import router as executor_router
from gis_app.pages.explain import router as explain_router
from gis_app.pages.extension_forms import router as extension_forms_router
from gis_app.pages.extensions import router as extensions_router
from gis_app.pages.follow import router as follow_router
from gis_app.pages.follow_feeds import router as follow_feeds_router
from gis_app.pages.follow_moves import router as follow_moves_router
from gis_app.pages.follow_ways import router as follow_ways_router
from gis_app.pages.guide import router as guide_router
from gis_app.pages.imports import router as imports_router
from gis_app.pages.imports_columns import router as import_columns_router
from gis_app.pages.imports_rows import router as import_rows_router
from gis_app.pages.interface import router as interface_router
from gis_app.pages.invitations import router as invitations_router
from gis_app.pages.mails import router as mails_router
from gis_app.pages.messages import router as messages_router
from gis_app.pages.organisation import router as organisation_router
from gis_app.pages.outage_files import router as outage_files_router
from gis_app.pages.outage_form import router as outage_form_router
from gis_app.pages.outages import router as outage_pages_router
from gis_app.pages.people import router as people_router
from gis_app.pages.photos import router as photos_router
from gis_app.pages.place import router as place_router
from gis_app.pages.place_pin import router as place_pin_router
from gis_app.pages.planner import router as planner_router
from gis_app.pages.planner_bulk import router as planner_bulk_router
from gis_app.pages.planner_exports import router as planner_exports_router
from gis_app.pages.print import router as print_router
from gis_app.pages.rasters import router as raster_pages_router
from gis_app.pages.reactions import router as reactions_router
from gis_app.pages.reception import router as reception_router
from gis_app.pages.reception_appeal import router as reception_appeal_router
from gis_app.pages.reception_new import router as reception_new_router
from gis_app.pages.reception_reports import router as reception_reports_router
from gis_app.pages.reception_steps import router as reception_steps_router
from gis_app.pages.resets import router as resets_router
from gis_app.pages.review import router as review_router
from gis_app.pages.router import router as pages_router
from gis_app.pages.sign_in import router as sign_in_router
from gis_app.pages.site_reports import router as site_reports_router
from gis_app.pages.sitemap import router as sitemap_router
from gis_app.pages.situations import router as situations_router
from gis_app.pages.timeline import router as timeline_router
from gis_app.pages.work_form import router as work_form_router
from gis_app.pages.work_history import router as work_history_router
from gis_app.pages.work_life import router as work_life_router
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
