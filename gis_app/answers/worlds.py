"""What is real and what is invented for training are never told together: an answer speaks of one of them.

In a city with a real register it speaks of what is real alone, whatever a training has left there. The demo's register
is a sketch: there the announced works are real and the rest is invented. What is real comes first as soon as it
concerns the place itself; where only the invented does, the answer speaks of that and says so.
"""

from dataclasses import replace

from gis_app.answers.around import Around
from gis_app.answers.grouping import group_of
from gis_app.answers.places import PlaceKind


def one_world(kind: PlaceKind, around: Around) -> Around:
    """The part of what lies about a place that its answer tells of; the other number of appeals becomes zero."""
    is_training = tells_of_training(kind, around)
    given, invented = around.open_appeals
    return replace(
        around,
        works=[one for one in around.works if one.is_training == is_training],
        outages=[one for one in around.outages if one.is_training == is_training],
        surfaces=[one for one in around.surfaces if one.is_training == is_training],
        open_appeals=(0, invented) if is_training else (given, 0),
        left_out=_left_out(kind, around) if around.is_sketch and not is_training else 0,
    )


def _left_out(kind: PlaceKind, around: Around) -> int:
    return sum(one.is_training and group_of(kind, one) != "near" for one in around.works)


def tells_of_training(kind: PlaceKind, around: Around) -> bool:
    """Whether the answer is about what was invented."""
    if not around.is_sketch:
        return False
    for is_training in (False, True):
        if _concerns(kind, around, is_training=is_training):
            return is_training
    return all(one.is_training for one in around.works)


def _concerns(kind: PlaceKind, around: Around, *, is_training: bool) -> bool:
    """Whether anything of a world is at the place itself, and not merely nearby."""
    return (
        any(one.is_training == is_training for one in around.outages)
        or any(one.is_training == is_training for one in around.surfaces)
        or any(one.is_training == is_training and group_of(kind, one) != "near" for one in around.works)
    )
