# Words of every page and of the statuses.
service-name = Карта городских работ
service-short = Карта работ
languages = Язык
language-kk = Қазақша
language-ru = Русский
language-en = English
skip-to-list = К содержанию
footer-about = Что, где и когда ремонтируют и благоустраивают в городе. Данные — из планов города и подрядчиков.
footer-open-data = Открытые данные
footer-sketch = Основа карты в демонстрации нарисована от руки и показывает город приблизительно.

training = учебные данные
training-short = учебные данные
training-note = Работы с пометкой «учебные данные» придуманы, чтобы показать сервис.

status-planned = Запланировано
status-due = Должно идти
status-in-progress = Идёт
status-paused = Приостановлено
status-overdue = Просрочено
status-unreported = Нет отчёта
status-finished = Завершено
status-cancelled = Отменено
status-undated = Без даты начала

status-planned-means = Работа ещё не началась.
status-due-means = По плану работа идёт сейчас, но о её начале не сообщали.
status-in-progress-means = О начале работы сообщили.
status-paused-means = Работа временно остановлена.
status-overdue-means = Плановый срок прошёл, а работа не закончена.
status-unreported-means = Плановый срок прошёл, но о ходе работы не сообщали.
status-finished-means = О завершении работы сообщили.
status-cancelled-means = Этой работы не будет.
status-undated-means = План не называет дату начала работы.

no-dates = Срок не назван
date-day = { $day } { $month } { $year } г.
date-days-in-month = { $first }–{ $last } { $month } { $year } г.
date-days-in-year = { $first } { $month } – { $last } { $lastmonth } { $year } г.
date-span = { $first } – { $last }
date-start-alone = Начало: { $day }
date-end-alone = Окончание: { $day }
date-month = { $month } { $year }
percent = { $number } %
money = { $currency ->
    [KZT] { $amount } тенге
   *[other] { $amount } { $currency }
}
unit-m = м
unit-km = км
unit-m2 = м²
unit-ha = га
unit-pieces = шт.
unit-trees = { $count ->
    [one] дерево
    [few] дерева
   *[many] деревьев
}
unit-yards = { $count ->
    [one] двор
    [few] двора
   *[many] дворов
}
unit-houses = { $count ->
    [one] дом
    [few] дома
   *[many] домов
}

place-kind-street = улица
place-kind-house = дом
place-kind-microdistrict = микрорайон
place-kind-landmark = место
place-kind-park = парк или сквер
place-kind-district = район города
place-kind-crossing = перекрёсток
place-kind-other = место

draw-point = Точка
draw-line = Линия
draw-area = Площадь
draw-undo = Убрать последнюю точку
draw-clear = Начать заново
draw-hint = Щёлкните по карте, чтобы поставить точку. С клавиатуры: стрелки двигают карту, пробел ставит точку в её середине, Backspace убирает последнюю.
