"""Free text as contractors write it finds its work type, and the rule that decided is named."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from gis_app.works.classify import classify
from gis_app.works.rules import RULES_FOLDER, Rule, compile_patterns, fold_text, read_rule_book
from layers.work_types import read_vocabulary

ANNOUNCEMENTS = Path(__file__).parents[4] / "shared" / "data" / "almaty" / "announcements.csv"
EXAMPLES = [(rule, text) for rule in read_rule_book().rules for text in rule.examples]

FREE_TEXTS = {
    "Реконструкция парка культуры и отдыха": "park",
    "Благоустройство сквера им. Тулебаева с устройством освещения и детской площадки": "park",
    "Қоғамдық кеңістікті қайта құру": "park",
    "Reconstruction of a public garden": "park",
    "Комплексное благоустройство дворовых территорий (дома 12, 14)": "yard",
    "Аулалық аумақты абаттандыру": "yard",
    "Устройство детского игрового комплекса": "playground",
    "Устройство воркаут-площадки": "sports_ground",
    "Ремонт хоккейного корта": "sports_ground",
    "Реконструкция фонтанного комплекса": "fountain",
    "Благоустройство ул. Панфилова от фасада до фасада": "street_improvement",
    "Создание пешеходной зоны по ул. Жибек жолы": "street_improvement",
    "Ремонт лестничных сходов": "street_furniture",
    "Монтаж МАФ и урн": "street_furniture",
    "Замена плитки на тротуаре по ул. Абая": "sidewalk",
    "Тротуар төсеу жұмыстары": "sidewalk",
    "Ср. и средний ремонт автомобильной дороги": "road_medium_repair",
    "Фрезерование и укладка верхнего слоя асфальтобетона": "road_medium_repair",
    "Жол төсемін жөндеу, көше асфальттау": "road_medium_repair",
    "Устранение выбоин": "road_pothole_repair",
    "Восстановление дорожной одежды после раскопок теплосети": "road_pothole_repair",
    "Капитальный ремонт улично-дорожной сети": "road_construction",
    "Реконструкция проспекта с расширением": "road_construction",
    "Жаңа жол салу": "road_construction",
    "Обустройство велополосы": "cycle_path",
    "Нанесение термопластиковой разметки": "signs_marking",
    "Устройство парковочных карманов": "signs_marking",
    "Модернизация светофорных объектов": "traffic_light",
    "Ремонт остановочного комплекса": "public_transport",
    "Демонтаж трамвайных путей": "public_transport",
    "Строительство станции метро": "public_transport",
    "Ремонт надземного пешеходного перехода": "bridge",
    "Жаяу жүргіншілер көпірін жөндеу": "bridge",
    "Устройство наружного освещения в парке Горького": "street_lighting",
    "Замена опор уличного освещения": "street_lighting",
    "Капитальный ремонт кровли и фасада МЖД": "house_overhaul",
    "Реновация ветхого жилья": "house_overhaul",
    "Замена лифтового оборудования": "lift",
    "Посадка саженцев карагача": "planting",
    "Устройство газонов и цветников": "planting",
    "Кронирование и спил сухостоя": "tree_pruning",
    "Капельный полив зелёных насаждений": "irrigation",
    "Монтаж контейнерной площадки для ТБО": "waste_site",
    "Вывоз мусора и ликвидация стихийной свалки": "waste_site",
    "Реконструкция арычной сети": "aryk",
    "Прочистка ливнёвки": "aryk",
    "Расчистка русла р. Есентай": "riverbank",
    "Строительство подпорной стены и укрепление склона": "riverbank",
    "Перекладка водопровода Ду-300": "water_supply",
    "Ауыз су құбырын салу": "water_supply",
    "Санация канализации": "sewer",
    "Кәріз коллекторын қайта құру": "sewer",
    "Капремонт магистральной теплосети ТМ-5": "heat_network",
    "Jylý jelilerin jańǵyrtý": "heat_network",
    "Прокладка кабельной линии 10 кВ": "power_network",
    "Строительство ПС 110/10 (подстанция)": "power_network",
    "Газификация частного сектора": "gas_network",
    "gas pipe renewal": "gas_network",
}


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=[f"{rule.id}: {text}" for rule, text in EXAMPLES])
def test_a_rule_catches_its_own_examples(rule: Rule, text: str) -> None:
    found = classify([text])
    assert found.rule_id == rule.id
    assert (found.code or found.kind) == rule.result


@pytest.mark.parametrize(("text", "code"), FREE_TEXTS.items())
def test_a_contractors_wording_finds_its_type(text: str, code: str) -> None:
    found = classify([text])
    assert (found.kind, found.code) == ("work", code), found.rule_id


def test_every_type_is_reached_by_a_spelling_rule_and_every_result_is_known() -> None:
    results = {rule.result for rule in read_rule_book().rules}
    assert results - {"outage", "notice"} == {work_type.code for work_type in read_vocabulary().types}


def test_the_readme_and_the_order_name_every_rule_file() -> None:
    in_folder = {path.name for path in RULES_FOLDER.glob("*.yaml")} - {"order.yaml"}
    listed = set((RULES_FOLDER / "order.yaml").read_text(encoding="utf-8").split()) & in_folder
    assert listed == in_folder


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Отключение холодной воды на время ремонта водопровода", "outage", None),
        ("Ремонт водопровода с отключением холодной воды", "work", "water_supply"),
        ("Перекрытие движения по ул. Абая для ремонта теплотрассы", "notice", None),
        ("Средний ремонт дороги с перекрытием движения", "work", "road_medium_repair"),
        ("Запуск фонтанов", "notice", None),
        ("Ремонт фонтана перед запуском", "work", "fountain"),
    ],
)
def test_what_stands_first_tells_an_outage_from_the_work_that_causes_it(text: str, kind: str, code: str | None) -> None:
    found = classify([text])
    assert (found.kind, found.code) == (kind, code)


@pytest.mark.parametrize("text", ["", "   ", "прочее", "Дворец Республики", "200 метров", "прочие работы"])
def test_an_unknown_text_stays_unknown(text: str) -> None:
    found = classify([text])
    assert (found.kind, found.code, found.rule_id) == ("unknown", None, None)


def test_the_first_text_that_says_anything_decides() -> None:
    found = classify(["Прочее", None, "Замена лифтов в доме 5", "средний ремонт"])
    assert (found.code, found.text) == ("lift", "Замена лифтов в доме 5")


def test_a_code_a_number_and_a_title_need_no_spelling_rule() -> None:
    assert classify(["heat_network"]).rule_id == "code"
    assert (classify(["28"]).code, classify(["28"]).rule_id) == ("heat_network", "number")
    assert classify(["ТЕПЛОВЫЕ СЕТИ"]).rule_id == "title"


def test_an_emergency_is_an_attribute_and_not_a_type() -> None:
    found = classify(["Устранение порыва на водопроводе"])
    assert (found.code, found.is_emergency) == ("water_supply", True)
    assert not classify(["Средний ремонт"]).is_emergency


def test_texts_are_folded_before_they_are_compared() -> None:
    assert fold_text("  Чёрная_метка\n ДВЕ ") == "черная метка две"


def test_patterns_are_word_beginnings_with_gaps_and_whole_words() -> None:
    assert compile_patterns(["теплов сет"]).search("замена тепловых сетей")
    assert not compile_patterns(["сет"]).search("теплосеть")
    assert compile_patterns(["замен .. труб"]).search("замена старых изношенных труб")
    assert not compile_patterns(["замен .. труб"]).search("замена один два три четыре пять труб")
    assert not compile_patterns(["метро!"]).search("пять метров")


@pytest.mark.skipif(not ANNOUNCEMENTS.is_file(), reason="the announcements are not here")
class TestAnnouncements:
    @staticmethod
    def rows() -> list[dict[str, str]]:
        with ANNOUNCEMENTS.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def test_of_471_rows_81_are_outages_or_notices_and_none_is_unknown(self) -> None:
        kinds = Counter(classify([row["work_kind"], row["description"]]).kind for row in self.rows())
        assert kinds["unknown"] == 0
        assert kinds["outage"] + kinds["notice"] == 81
        assert kinds["work"] == 390

    def test_each_kind_of_announcement_has_one_meaning(self) -> None:
        meanings: dict[str, set[str | None]] = defaultdict(set)
        for row in self.rows():
            found = classify([row["work_kind"], row["description"]])
            meanings[row["work_kind"]].add(found.code or found.kind)
        assert {kind: found for kind, found in meanings.items() if len(found) > 1} == {}
        assert meanings["tram_track_removal"] == {"public_transport"}
        assert meanings["street_restoration"] == {"road_pothole_repair"}
        assert meanings["heat_network_testing"] == {"notice"}
        assert meanings["cold_water_low_pressure"] == {"outage"}
