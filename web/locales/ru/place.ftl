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
place-when-now = Сейчас по плану
place-when-planned = Запланированы
place-when-undated = В плане без даты начала
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
place-next = Что делать дальше
place-follow = Следить за этим местом
place-question = Задать вопрос
place-owners = Собственники жилья: сначала обратитесь в своё ОСИ или КСК
place-nobody = Город ещё не указал, кто отвечает
place-matter-yard = Двор
place-matter-road = Проезжая часть
place-matter-sidewalk = Тротуар
place-matter-yard-trees = Деревья во дворе
place-matter-street-trees = Деревья у дороги
place-matter-lamps = Фонари
place-matter-waste = Мусор и контейнеры
place-matter-water = Вода и канализация
place-matter-heat = Отопление и горячая вода
place-matter-power = Электричество
place-matter-gas = Газ
place-maybe = Точно такого места — «{ $words }» — мы не знаем. Может быть, вот это?
place-choices-map = Карта с номерами этих мест
place-none-of-them = Моего места здесь нет
pin-title = Укажите место на карте
pin-means = Место можно показать на карте, не зная его адреса, — или ввести координаты.
pin-step-0 = Нажмите на свою часть города: карта приблизится.
pin-step-1 = Нажмите на свой квартал.
pin-step-2 = Нажмите на само место — и мы ответим, что там будет.
pin-map = Карта: нажмите на нужное место. Без карты — координаты и районы ниже.
pin-wider = Показать шире
pin-coordinates = Или введите координаты
pin-coordinates-means = Широта и долгота, как их показывает телефон
pin-wrong = Это не координаты места в городе. Нужны два числа, например 43.238, 76.945.
pin-districts = Или начните с района
pin-by-words = Найти по адресу
place-others = Другие места с этим названием
place-examples = Попробуйте
place-example-yes = Двор, где идут работы
place-example-no = Дом, у которого ничего не запланировано
place-example-outage = Дом, где сейчас отключение
place-example-which = Название, которое есть у нескольких мест
place-example-warranty = Покрытие на гарантии
place-left-out = { $count ->
    [one] Ещё { $count } учебную (выдуманную) работу здесь ответ не называет: рядом есть настоящие.
    [few] Ещё { $count } учебные (выдуманные) работы здесь ответ не называет: рядом есть настоящие.
   *[many] Ещё { $count } учебных (выдуманных) работ здесь ответ не называет: рядом есть настоящие.
}
place-map = Карта: это место и улицы вокруг. Открыть полную карту
place-map-works = Карта: это место, улицы вокруг и работы с номерами, как в списках ниже. Открыть полную карту
place-map-numbers = Номера на карте — те же, что в списках.
place-map-outages = Штриховой линией обведены отключения.
place-no-house = Дома { $number } по адресу «{ $street }» мы не знаем. Посмотрите ответ для всей улицы или микрорайона либо покажите дом на карте.
place-pin-house = Показать дом на карте
place-alike = Места «{ $words }» мы не знаем. Может быть, вы имели в виду:
place-moved = Сроки переносили { $times ->
    [1] один раз
    [2] дважды
    [few] { $times } раза
   *[other] { $times } раз
}; сначала обещали: { $days }
