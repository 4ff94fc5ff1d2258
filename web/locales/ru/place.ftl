place-title = Что запланировано по адресу
place-means = Введите адрес, перекрёсток, улицу или микрорайон — ответим, идут ли там работы и что в плане.
place-words = Адрес, перекрёсток, улица или микрорайон
place-example = Шевченко 67
place-ask = Узнать
place-answer = Ответ
place-on-day = На { $day }
place-on-map = Показать на карте
place-report = Сообщить о проблеме
place-who-answers = Кто за что отвечает
place-outages = Отключения
place-group-here = Здесь
place-group-yard = В вашем дворе
place-group-street = На вашем участке улицы
place-group-area = В вашем квартале и микрорайоне
place-group-near = В пределах 300 метров
place-when-now = Идут сейчас
place-when-planned = Запланированы
place-when-undated = В плане без сроков
place-when-unreported = Срок прошёл, отчёта нет
place-when-finished = Недавно закончены
place-more =
    { $count ->
        [one] И ещё { $count } работа.
        [few] И ещё { $count } работы.
       *[many] И ещё { $count } работ.
    }
place-dates = Насколько можно верить срокам
place-which = «{ $words }» — таких мест несколько. Какое ваше?
place-unknown = Места «{ $words }» мы не знаем. Проверьте, как оно написано, или найдите его на карте.
place-pin = Найти на карте
first-ask = Что будет по адресу
