# Печать плана: страница выбора, план на бумаге, карта без интернета.
menu-print = Напечатать план
print-page-title = Напечатать план
print-page-lead = Выберите место, и план готов: на бумагу или картой, которая открывается без интернета.
print-where = Где
print-where-district = Район
print-where-microdistrict = Микрорайон
print-where-street = Улица
print-where-street-hint = Начните вводить название. Улица важнее микрорайона.
print-all-districts = Все мои районы
print-any = Любой
print-elsewhere = В других местах
print-when = Когда идут работы
print-from = С
print-to = По
print-when-hint = Оставьте пустым, чтобы напечатать работы за всё время.
print-what = Виды работ
print-what-hint = Ничего не отмечено — все виды.
print-more-asked = Из ссылки также взято
print-make-pdf = PDF для печати
print-make-pdf-about = Сводка, карта с номерами и таблица работ на листах A4
print-make-map = Карта без интернета
print-make-map-about = Один файл: откроется в браузере и без сети
print-recount = Пересчитать
print-chosen = { $count ->
    [one] Сейчас выбрана { $number } работа: { $heading }
    [few] Сейчас выбраны { $number } работы: { $heading }
   *[many] Сейчас выбрано { $number } работ: { $heading }
}
print-nothing = Под этот выбор не подходит ни одна работа: { $heading }. Выберите другое место или срок.
print-too-many = Выбрано { $number } работ, а в одном плане помещается не больше { $most }. Выберите микрорайон, улицу, срок или виды работ.
print-refused-busy = Сейчас печатают другие. Подождите минуту и нажмите ещё раз.
print-refused-too-much = Для одной печати этого слишком много, план не собран. Выберите микрорайон, улицу, дни или виды работ.
print-unknown-street = Улицы «{ $street }» нет в реестре. Проверьте название или выберите из подсказок.

print-kind = План работ
print-as-of = По состоянию на { $day }
print-numbering = { $page } из { $pages }
print-works = { $count ->
    [one] работа
    [few] работы
   *[many] работ
}
print-overdue = просрочено
print-unreported = срок прошёл, вестей нет
print-budget-of = общая стоимость; цена указана у { $priced } из { $count }
print-by-type = По видам работ
print-by-state = По состоянию
print-type = Вид работ
print-state = Состояние
print-count = Работ
print-budget = Стоимость
print-together = Всего
print-map = Карта
print-map-alt = { $count ->
    [one] Карта: { $count } работа с номером из списка
    [few] Карта: { $count } работы с номерами из списка
   *[many] Карта: { $count } работ с номерами из списка
}
print-map-note = Номера — как в списке работ, цвет — вид работ.
print-unplaced = { $count ->
    [one] { $count } работы нет на карте: её место пока не найдено.
   *[many] { $count } работ нет на карте: их место пока не найдено.
}
print-unsigned = { $count ->
    [one] У { $count } работы показана только точка: для номера нет места.
   *[many] У { $count } работ показаны только точки: для номеров нет места.
}
print-attribution = Основа: реестр города, © OpenStreetMap.
print-list = Работы по улицам
print-number = №
print-work = Работа
print-place = Место
print-days = Сроки
print-who = Подрядчик и заказчик
print-rough-place = место приблизительное
print-no-street = В других местах
print-no-contractor = Подрядчик не указан
print-customer = Заказчик: { $name }
print-metres = { $length } м
print-kilometres = { $length } км
print-state-draft = Черновик
print-state-planned = Запланировано
print-state-scheduled = Сроки закреплены
print-state-due = Должно идти
print-state-in-progress = Идёт
print-state-paused = Приостановлено
print-state-overdue = Просрочено
print-state-unreported = Нет отчёта
print-state-undated = Без даты начала
print-state-finished = Завершено, не принято
print-state-accepted = Принято
print-state-in-warranty = На гарантии
print-state-archived = В архиве
print-state-cancelled = Отменено

asked-all = Все виды работ, все сроки и состояния
asked-in-districts = В пределах: { $names }
asked-kinds = Виды работ: { $names }
asked-conditions = Состояние: { $names }
asked-days = Идут в эти дни: { $days }
asked-from = Идут с { $day }
asked-to = Идут до { $day }
asked-ends-within = { $count ->
    [0] Заканчиваются сегодня
    [one] Заканчиваются в ближайший { $count } день
    [few] Заканчиваются в ближайшие { $count } дня
   *[many] Заканчиваются в ближайшие { $count } дней
}
asked-starts-within = { $count ->
    [0] Начинаются сегодня
    [one] Начинаются в ближайший { $count } день
    [few] Начинаются в ближайшие { $count } дня
   *[many] Начинаются в ближайшие { $count } дней
}
asked-contractor = Подрядчик: { $name }
asked-customer = Заказчик: { $name }
asked-without-place = Место не найдено на карте
asked-without-days = Срок не назван
asked-without-contractor = Подрядчик не указан
asked-without-district = Район не указан
asked-without-budget = Стоимость не указана
asked-time = Подрядчик просит продлить срок
asked-words = Со словами: «{ $words }»
asked-in-window = В выбранной части карты

offline-find = Найти по слову или номеру
offline-states = Состояние
offline-found = { $count ->
    [one] Показана { $count } работа
    [few] Показаны { $count } работы
   *[many] Показано { $count } работ
}
offline-none = Ничего не найдено.
offline-show = Показать на карте
offline-no-place = Места нет на карте
offline-about = Карта работает без интернета. Данные — на { $day }, новее они не станут.
offline-map = Карта работ
offline-planned = По плану
