# Очередь неясных мест.
menu-review = Неясные места
review-title = Неясные места
review-about = Тексты, по которым место работы не найдено наверняка. Одно решение ставит на карту все работы с этим текстом и запоминается.
review-count = { $count ->
    [0] Всё решено
    [one] Ждёт { $count } текст
    [few] Ждут { $count } текста
   *[other] Ждут { $count } текстов
}, работ: { $works }
review-begin = Начать с первого
review-works = { $count ->
    [one] { $count } работа
    [few] { $count } работы
   *[other] { $count } работ
}
review-ambiguous = возможны разные места
review-before = Предыдущий
review-after = Следующий
review-all = Все тексты ({ $count })
review-recent = Последние решения
review-kind-candidate = Выбрано место
review-kind-geometry = Нарисовано
review-kind-not-a-place = Не место
review-kind-other-city = Другой город
review-kind-withdrawn = Решение отменено
review-unclear = Выберите место или нарисуйте его: фигура должна лежать в городе и не пересекать себя.
review-decided = Решено: { $name }, { $day }.
review-just-decided = Решено: «{ $text }».
review-undo = Отменить решение
review-map-loading = Карта загружается…
review-map-failed = Карта здесь не показывается. Выберите место из списка или введите координаты.
review-where = Где это?
review-no-candidates = Реестр не знает такого места.
review-draw = Нарисовать на карте
review-geometry = Фигура (WKT или GeoJSON, долгота и широта)
review-not-a-place = Это не место
review-other-city = Это в другом городе
review-city-wide = Так во всём городе, а не только здесь: { $district }
review-decide = { $count ->
    [one] Решить для { $count } работы
   *[other] Решить для { $count } работ
}
review-keys = С клавиатуры: j и k — следующий и предыдущий текст, 1–9 — место из списка, d — нарисовать, x — не место, o — другой город, Enter — решить, u — отменить решение. На карте: стрелки, пробел ставит точку, Backspace убирает, Esc возвращает к списку.
review-its-works = Работы с этим текстом
review-own = Здесь тексты ваших районов и тексты, район которых неизвестен.
review-of-city = Показать весь город
review-own-only = Только мои районы
