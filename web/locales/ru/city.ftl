# Страницы города: план в цифрах, списки, календарь отключений.
city-link = План города в цифрах
city-title = План города
city-year = { $year } год
city-means = Работы города в цифрах: виды, районы, бюджет, сроки, обращения. { $city }.
city-views = Разделы
city-view-numbers = В цифрах
city-view-finished = Что закончено
city-view-outages = Отключения
city-view-map = Карта
city-years = Годы
city-all-years = Все годы
city-nothing = За это время в плане нет работ.
city-works = { $count ->
    [one] работа
    [few] работы
   *[many] работ
}
city-budget = { $currency } — бюджет { $priced } работ, у которых он указан
city-kept-share = законченных работ — в обещанный срок
city-answered-share = обращений — ответ в срок
city-by-status = Как идут работы
city-by-district = По районам
city-by-type = По видам работ
city-by-month = Сколько работ идёт в каждом месяце
city-status = Состояние
city-district = Район
city-no-district = Район не указан
city-type = Вид работ
city-month = Месяц
city-share = Доля
city-works-head = Работ
city-budget-head = Бюджет
city-total = Всего
city-table = Показать таблицей
city-chart = Диаграмма: { $title }. Те же числа — в таблице ниже.
city-kept = Соблюдаются ли сроки
city-kept-words = { $count ->
    [one] Из { $count } законченной работы в первый обещанный срок уложилось { $in_time }.
   *[many] Из { $count } законченных работ в первый обещанный срок уложилось { $in_time }.
}
city-kept-late = { $days ->
    [one] Половина остальных опоздала на { $days } день или меньше.
    [few] Половина остальных опоздала на { $days } дня или меньше.
   *[many] Половина остальных опоздала на { $days } дней или меньше.
}
city-kept-moved = { $count ->
    [one] Срок переносили у { $count } работы.
   *[many] Срок переносили у { $count } работ.
}
city-kept-head = Когда закончена
city-kept-in-time = В первый обещанный срок
city-kept-later = Позже
city-kept-unpromised = Срок не был обещан
city-kept-few = { $count ->
    [0] Законченных работ со сроком пока нет.
    [one] Закончена только { $count } работа со сроком: для доли этого мало.
    [few] Закончены только { $count } работы со сроком: для доли этого мало.
   *[many] Закончено только { $count } работ со сроком: для доли этого мало.
}
city-kept-means = Считаем от дня, который жителям назвали первым, даже если его потом переносили.
city-answered = Обращения: ответ в срок
city-how-at-once = Ответили сразу
city-how-in-time = Ответили в срок
city-how-waiting = Срок ещё не вышел
city-how-late = Ответили поздно
city-how-overdue = Срок вышел, ответа нет
city-how-no-term = Без срока
city-answered-means = По месяцу, когда обращение получено. Отозванные и повторные не считаем.
city-files = Скачать
city-feed = Лента Atom
city-licence = Данные можно свободно использовать, назвав источник: { $source }. Лицензия:
city-district-title = Работы: { $name }
city-district-means = Что делают и что запланировано: { $name }.
city-whens = Что показать
city-when-now = Идут сейчас
city-when-planned = В плане
city-when-unreported = Срок прошёл, отчёта нет
city-when-finished = Закончены
city-when-cancelled = Отменены
city-list-empty = Таких работ нет.
city-other-districts = Другие районы
city-pages = Страницы
city-page-of = Страница { $number } из { $pages }
city-before = Назад
city-after = Дальше
city-months = Месяцы
city-finished-title = Что закончено: { $month }
city-finished-means = Работы города, о завершении которых сообщили: { $month }.
city-finished-total = { $count ->
    [0] В этом месяце пока ничего не закончено
    [one] Закончена { $count } работа
    [few] Закончены { $count } работы
   *[many] Закончено { $count } работ
}
city-finished-note = Здесь работы, о завершении которых сообщил подрядчик.
city-outages-title = Календарь отключений
city-outages-means = Отключения воды, тепла, света и газа по дням: { $month }.
city-outages-many = { $count ->
    [one] { $count } отключение
    [few] { $count } отключения
   *[many] { $count } отключений
}
city-outages-none = В этом месяце ничего не отключают.
city-outages-month = Весь месяц: { $month }
city-feed-works = План работ: { $place }
city-feed-finished = Законченные работы: { $place }
city-feed-outages = Отключения: { $place }
city-list-csv = Список: CSV
city-list-geojson = Список с местами: GeoJSON
city-numbers-csv = Числа: CSV
city-numbers-geojson = Районы с числами: GeoJSON
city-follow-district = Следить за районом
city-read-at = Данные на { $moment }.
city-whole = Весь город
city-show = Показать
city-kinds = Что отключают
city-all-kinds = Всё
city-outages-none-day = В этот день ничего не отключают.
city-outages-unplaced = { $count ->
    [one] Ещё у { $count } отключения в этом месяце место на карте не известно: может быть, и в этом районе.
   *[many] Ещё у { $count } отключений в этом месяце место на карте не известно: может быть, и в этом районе.
}
city-outages-of-district = Отключения в районе
city-feed-kind = { $kind }, отключения: { $place }
city-calendar-file = Календарь (.ics)
city-unknown = Об этом времени ничего не известно, или такого района нет.
city-ended-on = закончена { $day }
city-counted-year = Здесь считаются работы, дни которых приходятся на этот год. На карте видны работы всех лет.
city-counted-all = Здесь считаются работы всех лет.
city-counted-training = Учебные данные считаются отдельно: на карте кроме них есть и настоящие работы.
