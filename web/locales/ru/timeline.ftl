# The planner's timeline.
menu-timeline = График работ
timeline-title = График работ
timeline-period = Период
timeline-earlier = Раньше
timeline-later = Позже
timeline-today = Сегодня
timeline-span = Длина периода
timeline-span-month = Месяц
timeline-span-quarter = Квартал
timeline-span-year = Год
timeline-by = Группировка
timeline-by-street = По улицам
timeline-by-contractor = По подрядчикам
timeline-order = Порядок
timeline-order-earliest = Сначала ранние
timeline-order-longest = Сначала долгие
timeline-zoom-in = Растянуть
timeline-zoom-out = Сжать
timeline-filters = Выбранные условия
timeline-drop = убрать условие
timeline-total = { $count ->
    [one] { $number } строка
    [few] { $number } строки
   *[other] { $number } строк
} в этом периоде.
timeline-undated = { $count ->
    [one] Ещё { $number } работа без дат
    [few] Ещё { $number } работы без дат
   *[other] Ещё { $number } работ без дат
}
timeline-legend = Обозначения
timeline-legend-planned = Впереди по плану
timeline-legend-actual = Идёт или шла на деле
timeline-legend-late = Дольше обещанного
timeline-legend-clash = Накладка: работы рядом в те же дни
timeline-legend-promise = Первый обещанный конец
timeline-legend-outage = Отключение на улице
timeline-keys = Клавиши: ↑ ↓ — по работам, пробел — карточка, Enter — страница работы, + − — растянуть и сжать, Ctrl с колёсиком — то же под курсором.
timeline-column-work = Работа
timeline-column-days = Дни
timeline-continued = продолжение
timeline-clashes = { $count ->
    [one] { $count } работа с накладкой
    [few] { $count } работы с накладкой
   *[other] { $count } работ с накладкой
}
timeline-meets = Накладка:
timeline-promised = Сначала обещали до { $day }
timeline-none-street = Без улицы
timeline-none-contractor = Без подрядчика
timeline-outage = Отключение: { $kind }, { $days }
timeline-nothing = В этом периоде таких работ нет. Выберите другой период или уберите условия.
timeline-pages = Страницы графика
timeline-page = Страница { $page } из { $pages }
timeline-earlier-page = Предыдущая
timeline-later-page = Следующая
timeline-year = { $year } год
timeline-quarter = { $number } квартал { $year }
timeline-close = Закрыть
