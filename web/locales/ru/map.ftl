# Страница карты.
page-title = Карта городских работ — { $city }
page-description = Ремонт дорог, дворов, сетей и парков в городе { $city }: что, где, когда и кто делает.

search-label = Адрес, улица или место
search-placeholder = Адрес, улица или место
search-button = Найти
search-clear = Стереть
search-suggestions = Найденные места
search-found = { $count ->
    [one] Найдено { $count } место
    [few] Найдено { $count } места
   *[many] Найдено { $count } мест
}
search-nothing = Такого места не нашлось. Проверьте название.
search-failed = Поиск сейчас не отвечает.

examples = Что можно узнать
example-street = Что делают на этой улице: { $name }?
example-district = Какие дворы благоустроят: { $name }?
example-now = Что ремонтируют прямо сейчас?
example-year = Какие дороги обновят в этом году?
example-late = Где срок прошёл, а работа не закончена?

presets = Период
preset-any = Всё время
preset-now = Сейчас
preset-month = Этот месяц
preset-year = Этот год
preset-done = Завершённые

panel = Работы и фильтры
legend-types-of = Виды работ в группе «{ $group }»
filters = Фильтры
filters-on = включены
filter-status = Состояние
filter-district = Район
filter-any-district = Весь город
filter-contractor = Подрядчик
filter-any-contractor = Любой
filter-type = Вид работ
filter-any-type = Любой
filter-from = С
filter-to = По
filter-show = Показать
filter-reset = Сбросить фильтры
filters-chosen = Включённые фильтры
filter-take-off = Убрать фильтр: { $title }
filter-days-from = с { $day }
filter-days-to = по { $day }

timeline = Период на шкале времени
timeline-any = Работы за всё время
timeline-from = Начало периода
timeline-to = Конец периода
timeline-reset = Всё время

list-on-screen = { $count ->
    [one] На карте { $shown } работа
    [few] На карте { $shown } работы
   *[many] На карте { $shown } работ
}
list-at-place = { $place }: { $count ->
    [one] { $shown } работа
    [few] { $shown } работы
   *[many] { $shown } работ
}
list-answer = Ответ одной страницей
list-whole-map = Показать все работы на карте
list-in-city = { $count ->
    [one] В городе { $shown } работа
    [few] В городе { $shown } работы
   *[many] В городе { $shown } работ
}
list-loading = Считаем работы…
list-empty = Здесь таких работ нет. Отодвиньте карту или сбросьте фильтры.
list-failed = Список сейчас не загрузился. Попробуйте ещё раз позже.
list-more = { $count ->
    [one] Показать ещё { $count }
    [few] Показать ещё { $count }
   *[many] Показать ещё { $count }
}
view-list = Список
view-map = Карта
sheet-open = Развернуть список
sheet-close = Свернуть список
picked = { $count ->
    [one] Здесь { $count } работа
    [few] Здесь { $count } работы
   *[many] Здесь { $count } работ
}

map-title = Карта работ
map-loading = Загружаем карту…
map-failed = Карта не показывается: браузеру нужен WebGL. Все работы есть в списке.
map-zoom-in = Приблизить
map-zoom-out = Отдалить
map-locate = Где я
map-locate-failed = Место не определяется
map-attribution = Откуда карта
map-place = Найденное место

surfaces-title = Новые покрытия
surfaces-protected = Вскрывать нельзя до срока
surfaces-guaranteed = На гарантии подрядчика
surfaces-how = Нажмите на покрытие на карте: откроется работа с обоими сроками.

moments = По шагам времени
moments-open = По дням
moments-close = Весь период
moments-play = Пустить
moments-pause = Остановить
moments-back = Шаг назад
moments-forward = Шаг вперёд
moments-slider = Время, показанное на карте
moments-step = Шаг
moments-day = дни
moments-week = недели
moments-month = месяцы
moments-far = Кружки считают весь квартал: приблизьте карту, чтобы увидеть эти дни.
report-here = Сообщить о проблеме здесь
appeal-cells-title = Обращения
appeal-cells-how = Чем темнее клетка, тем больше было обращений за прошлые месяцы. Клеток меньше чем с пятью нет.
appeal-cells-data = Данные
concerns = Что показать
here-works = Работы рядом со мной
here-asking = Определяем, где вы…
here-outside = Вы не в этом городе: здесь работ нет.
here-place = Место, где вы находитесь
