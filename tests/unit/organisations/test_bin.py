"""The control digit of a BIN, and what else its digits must be."""

import pytest
from pydantic import BaseModel, ValidationError

from gis_app.organisations.bin import Bin, check_bin, control_digit
from gis_app.organisations.tasks import read_tasks


class Body(BaseModel):
    bin: Bin


@pytest.mark.parametrize("number", ["971240001315", "97 12 40 001315"])
def test_a_right_number_is_taken_without_its_spaces(number: str) -> None:
    assert check_bin(number) == "971240001315"
    assert Body(bin=number).bin == "971240001315"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("97124000131", "twelve digits"), ("9712400013155", "twelve digits"), ("97124000131A", "twelve digits"),
        ("", "twelve digits"), ("٩٧١٢٤٠٠٠١٣١٥", "twelve digits"), ("971340001315", "month"), ("970040001315", "month"),
        ("971230001315", "type"), ("971270001315", "type"), ("971244001315", "form"), ("971240001314", "control"),
        ("971240001351", "control"),
    ],
)  # fmt: skip
def test_a_wrong_number_is_refused_with_what_is_wrong(number: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        check_bin(number)
    with pytest.raises(ValidationError):
        Body(bin=number)


@pytest.mark.parametrize(
    ("first_eleven", "digit"),
    [
        ("97124000131", 5),  # the first row of weights
        ("01014000051", 1),  # its sum gives 10: the second row
        ("01014000050", None),  # both give 10: never issued
    ],
)
def test_the_second_row_of_weights_is_for_ten(first_eleven: str, digit: int | None) -> None:
    assert control_digit(first_eleven) == digit


def test_every_task_has_titles_in_three_languages_that_differ() -> None:
    for titles in read_tasks().values():
        assert len(set(titles.values())) == 3
