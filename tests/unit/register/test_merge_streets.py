"""Pieces and languages of one street become one street; homonyms stay apart."""

import pytest

from etl.transform.road_pieces import PieceName
from etl.transform.street_labels import read_label
from tests.grid import in_metres
from tests.unit.register.drawing import merged, names, road


def test_pieces_that_follow_each_other_are_one_street() -> None:
    streets = merged(road("улица Абая", (0, 0), (3, 0)), road("улица Абая", (3, 0), (7, 0)))
    assert len(streets) == 1
    assert streets[0].pieces == (0, 1)
    assert streets[0].length_m == pytest.approx(700, abs=1)
    assert len(streets[0].geom.geoms) == 1


def test_russian_and_kazakh_names_on_one_axis_are_one_street_with_two_names() -> None:
    streets = merged(road("проспект Абая", (0, 0), (3, 0)), road("Абай даңғылы", (3, 0), (9, 0)))
    assert len(streets) == 1
    assert names(streets[0]) == {"проспект Абая", "Абай даңғылы"}
    assert {(name.language, name.kind) for name in streets[0].names} == {("ru", "official"), ("kk", "official")}
    assert streets[0].kind == "avenue"


def test_names_spelled_by_other_letters_join_when_the_axis_goes_straight_on() -> None:
    streets = merged(road("Сәтбаев көшесі", (0, 0), (5, 0)), road("улица Сатпаева", (5.2, 0), (9, 0.5)))
    assert len(streets) == 1


def test_names_spelled_by_other_letters_stay_apart_when_the_streets_cross() -> None:
    streets = merged(road("Сәтбаев көшесі", (0, 0), (5, 0)), road("улица Сатпаева", (5, 0), (5, 6)))
    assert len(streets) == 2


def test_carriageways_of_one_avenue_named_in_two_languages_are_one_street() -> None:
    streets = merged(road("Сәтбаев көшесі", (0, 0), (8, 0)), road("улица Сатпаева", (0, 0.25), (8, 0.25)))
    assert len(streets) == 1


def test_once_two_spellings_were_seen_on_one_axis_a_bend_does_not_part_them() -> None:
    streets = merged(
        road("Сәтбаев көшесі", (0, 0), (5, 0)),
        road("улица Сатпаева", (5, 0), (9, 0)),
        road("Сәтбаев көшесі", (9, 0), (9, 4)),
    )
    assert len(streets) == 1


@pytest.mark.parametrize("distance_steps", [2, 6, 20, 100])
def test_homonyms_are_never_joined_by_name_alone(distance_steps: float) -> None:
    streets = merged(road("улица Абая", (0, 0), (5, 0)), road("улица Абая", (0, distance_steps), (5, distance_steps)))
    assert len(streets) == 2


@pytest.mark.parametrize(
    ("gap_steps", "streets"), [(0.5, 1), (1.4, 1), (5.9, 1), (6.2, 2), (30, 2)], ids=lambda value: str(value)
)
def test_a_street_goes_on_in_its_line_behind_a_gap_of_up_to_600_m(gap_steps: float, streets: int) -> None:
    found = merged(road("улица Абая", (0, 0), (4, 0)), road("улица Абая", (4 + gap_steps, 0), (9 + gap_steps, 0)))
    assert len(found) == streets


def test_a_stretch_that_points_elsewhere_behind_a_gap_is_another_street() -> None:
    assert len(merged(road("улица Абая", (0, 0), (4, 0)), road("улица Абая", (7, 2), (7, 6)))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("улица Чайковского", "переулок Чайковского"),
        ("улица Абая", "улица Малая Абая"),
        ("1-я Гончарная улица", "2-я Гончарная улица"),
        ("Квартал А", "Квартал Б"),
        ("Западная (СТ Труд)", "Западная (СТ Картограф)"),
        ("улица Муканова", "улица Гоголя"),
        ("улица Мира", "проезд Мира"),
    ],
)
def test_two_streets_stay_apart_though_they_touch(one: str, other: str) -> None:
    assert len(merged(road(one, (0, 0), (4, 0)), road(other, (4, 0), (8, 0)))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("улица Бауыржана Момышулы", "улица Момышулы"),
        ("Ахмет Байтұрсынұлы көшесі", "улица Байтурсынова"),
        ("улица Толе Би", "Төле би көшесі"),
        ("улица Розыбакиева", "Розыбакиева"),
        ("улица Абая", "проспект Абая"),
        ("1-я Гончарная", "Гончарная 1 улица"),
    ],
)
def test_spellings_of_one_name_join_on_one_axis(one: str, other: str) -> None:
    assert len(merged(road(one, (0, 0), (4, 0)), road(other, (4, 0), (8, 0)))) == 1


def test_a_lane_and_a_street_of_one_name_do_not_meet_through_a_piece_without_a_kind() -> None:
    streets = merged(
        road("улица Герцена", (0, 0), (4, 0)), road("Герцена", (4, 0), (5, 0)), road("переулок Герцена", (5, 0), (8, 0))
    )
    assert len(streets) == 2


def test_a_recorded_renaming_joins_names_that_are_not_alike() -> None:
    pieces = (road("улица Фурманова", (0, 0), (4, 0)), road("проспект Назарбаева", (4, 0), (8, 0)))
    recorded = frozenset(read_label(name).key for name in ("Фурманова", "Назарбаева"))
    assert len(merged(*pieces)) == 2
    assert len(merged(*pieces, same_by_record={recorded})) == 1


def test_names_given_in_columns_of_their_own_need_no_evidence() -> None:
    both = [PieceName("улица Пушкина", "ru"), PieceName("Пушкин көшесі", "kk")]
    streets = merged(road(both, (0, 0), (4, 0)), road("Пушкин көшесі", (4, 0), (8, 3)))
    assert len(streets) == 1


def test_an_old_name_does_not_join_streets() -> None:
    renamed = [PieceName("Абая", "ru"), PieceName("Ленина", "ru", "old")]
    streets = merged(road(renamed, (0, 0), (4, 0)), road("улица Ленина", (4, 0), (8, 0)))
    assert len(streets) == 2
    assert PieceName("Ленина", "ru", "old") in streets[0].names


def test_the_longest_spelling_is_official_and_the_others_are_variants() -> None:
    streets = merged(road("ул. Абая", (0, 0), (2, 0)), road("улица Абая", (2, 0), (9, 0)))
    assert streets[0].names == (PieceName("улица Абая", "ru", "official"), PieceName("ул. Абая", "ru", "variant"))


def test_a_scope_in_brackets_is_no_part_of_the_official_name() -> None:
    street = merged(road("Абая (Акбулак)", (0, 0), (4, 0)))[0]
    assert street.scope == "Акбулак"
    assert street.names == (PieceName("Абая", "ru", "official"), PieceName("Абая (Акбулак)", "ru", "variant"))


def test_the_widest_class_of_its_pieces_is_the_class_of_a_street() -> None:
    streets = merged(
        road("улица Абая", (0, 0), (4, 0), fclass="residential"), road("улица Абая", (4, 0), (5, 0), fclass="secondary")
    )
    assert streets[0].fclass == "secondary"


def test_a_piece_whose_name_is_only_a_kind_word_makes_a_street_of_that_word() -> None:
    assert [names(street) for street in merged(road("Проезд", (0, 0), (1, 0)))] == [{"Проезд"}]


def test_geometry_of_a_street_is_its_pieces_in_place() -> None:
    piece = road("улица Абая", (0, 0), (3, 0))
    street = merged(piece)[0]
    assert in_metres(street.geom).hausdorff_distance(in_metres(piece.geom)) < 0.01


def test_no_pieces_make_no_streets() -> None:
    assert merged() == []


def test_the_order_of_pieces_does_not_decide_what_is_one_street() -> None:
    pieces = [
        road("проспект Абая", (0, 0), (3, 0)),
        road("Абай даңғылы", (3, 0), (9, 0)),
        road("переулок Абая", (9, 0), (9, 3)),
        road("улица Абая", (0, 30), (4, 30)),
    ]
    for turned in (pieces, pieces[::-1], pieces[2:] + pieces[:2]):
        assert sorted(street.length_m for street in merged(*turned)) == pytest.approx([300, 400, 900], abs=1)
