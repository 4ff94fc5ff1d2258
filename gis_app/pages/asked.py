"""The planner's question as it stands in the link of a page: the same dependency for all pages that take it; and the
memory of what was counted lately."""

from typing import Annotated

from fastapi import Depends, Request

from gis_app.accounts.current import SignedIn
from gis_app.planning.figure_memory import FigureMemory
from gis_app.planning.parameters import read_selection
from gis_app.planning.selection import Selection


async def asked_selection(request: Request, user: SignedIn) -> Selection:
    """The selection of the link, in the scope of the person. What cannot be read is left out with a remark."""
    query = request.query_params
    return read_selection({name: query.getlist(name) for name in query}, user)


AskedSelection = Annotated[Selection, Depends(asked_selection)]


async def figure_memory(request: Request) -> FigureMemory:
    """What this server keeps of counted figures and names."""
    memory: FigureMemory = request.app.state.figures
    return memory


Figures = Annotated[FigureMemory, Depends(figure_memory)]
