"""What happened to people's works, plans and requests, told to them once: on the page, and by mail as each chose."""

from gis_app.messages.people import audience, people_by_organisation, people_of_organisation, planners_of
from gis_app.messages.telling import Occasion, tell, tell_each

__all__ = [
    "Occasion",
    "audience",
    "people_by_organisation",
    "people_of_organisation",
    "planners_of",
    "tell",
    "tell_each",
]
