"""What happened to people's works, plans and requests, told to them once: on the page, and by mail as each chose."""

from gis_app.messages.people import audience, people_of_organisation, planners_of
from gis_app.messages.telling import tell

__all__ = ["audience", "people_of_organisation", "planners_of", "tell"]
