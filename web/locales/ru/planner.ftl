# Рабочее место планировщика: сводка, таблица, массовые изменения, выгрузка.
menu-planner = Сводка района
menu-planner-works = Таблица работ
planner-title = Сводка района
planner-city = { $city }: весь город
planner-own-districts = Мои районы
planner-on-day = На { $day }
planner-choose-district = Выбор района
planner-all-districts = Все вместе
planner-attention = Требует внимания
planner-overdue = просрочены, ещё идут
planner-unreported = нет отчёта, срок прошёл
planner-asks-time = { $count ->
    [one] просит продлить срок
   *[other] просят продлить срок
}
planner-to-accept = завершены, но не приняты
planner-ends-week = заканчиваются за 7 дней
planner-ends-soon = заканчиваются за 14 дней
planner-starts-soon = начинаются за 14 дней
planner-drafts = { $count ->
    [one] черновик
    [few] черновика
   *[other] черновиков
}
planner-without-place = без места на карте
planner-without-days = без сроков
planner-without-contractor = без подрядчика
planner-without-district = без района
planner-without-budget = без стоимости
planner-by-state = По состояниям
planner-by-type = По видам
planner-share = Доля
planner-works = Работ
planner-live = Ещё не завершено
planner-budget = Стоимость
planner-all = Все работы
planner-nothing = Таких работ нет.
planner-views = Виды одной выборки
planner-view-board = Сводка
planner-view-table = Таблица
planner-view-timeline = График
planner-view-print = Печать
planner-view-map = Карта
planner-export = Выгрузить эти работы
planner-remark-unreadable = В ссылке не разобрано: { $parameter }. Остальное выполнено.
planner-remark-not-yours = Район из ссылки ведёте не вы, его работы здесь не показаны.

planner-table-title = Таблица работ
planner-words = Слова в названии или месте
planner-any = любой
planner-more-filters = Ещё фильтры
planner-field-from = Идут не раньше
planner-field-to = Идут не позже
planner-from = с { $day }
planner-to = по { $day }
planner-ends-within = заканчиваются за { $count ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}
planner-starts-within = начинаются за { $count ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}
planner-contractor = подрядчик: { $name }
planner-customer = заказчик: { $name }
planner-bbox = в границах карты
planner-filters-now = Фильтры
planner-drop-filter = убрать
planner-drop-all = Убрать все
planner-total = { $count ->
    [one] { $number } работа
    [few] { $number } работы
   *[other] { $number } работ
}
planner-column-work = Работа
planner-column-place = Место
planner-column-state = Состояние
planner-column-start = Начало
planner-column-end = конец
planner-column-budget = Стоимость
planner-sorted-ascending = по возрастанию
planner-sorted-descending = по убыванию
planner-choose = Отметить работу № { $id }: { $title }
planner-choose-page = Отметить все на странице
planner-pages = Страницы
planner-page = Страница { $page } из { $pages }
planner-rows = По { $count } на странице
planner-narrow = Дальше не листается: уточните фильтр или выгрузите всё в файл.

planner-chosen = Отмечено: { $count }
planner-bulk-title = Изменить отмеченные
planner-bulk-means = Отметьте строки (не больше { $most }) и выберите, что сделать. Сначала покажем, что изменится.
planner-act-shift = Сдвинуть сроки
planner-act-shift-means = На сколько дней; раньше — со знаком минус. У идущих работ сдвигается только конец
planner-act-days = Назначить сроки
planner-act-state = Изменить состояние
planner-act-state-means = Что сделать
planner-act-contractor = Назначить подрядчика
planner-preview = Показать, что изменится

planner-bulk-preview = Что изменится
planner-bulk-report = Что сделано
planner-bulk-back = К таблице
planner-bulk-would = Отмечено { $total }: изменится { $done }, не изменится { $refused }.
planner-bulk-did = Отмечено { $total }: изменено { $done }, отказано { $refused }.
planner-bulk-cannot = Не изменятся
planner-bulk-refused = Отказано
planner-bulk-will = Изменятся
planner-bulk-done = Изменены
planner-bulk-why = Почему
planner-bulk-was = Сейчас
planner-bulk-becomes = Станет
planner-bulk-apply = { $count ->
    [one] Изменить { $count } работу
    [few] Изменить { $count } работы
   *[other] Изменить { $count } работ
}
planner-bulk-cancel = Не менять
planner-refused-missing = Такой работы нет.
planner-refused-not-yours = Это изменение делаете не вы.
planner-problem-nothing-chosen = Не отмечена ни одна работа.
planner-problem-too-many = За один раз меняется не больше 200 работ.
planner-problem-no-reason = Укажите причину: её прочтут жители.
planner-problem-no-days = Укажите, на сколько дней сдвинуть: от 1 до 3650, раньше — со знаком минус.
planner-problem-no-dates = Укажите начало или конец.
planner-problem-no-contractor = Выберите подрядчика.
planner-problem-no-act = Выберите, что сделать.

export-sheet = Работы
export-about = О файле
export-asked = Выборка
export-works = Работ
export-day = На день
export-source-of = Источник
export-link = Ссылка
export-who = Выгрузил(а)
export-id = №
export-type = Код вида
export-type-title = Вид
export-title = Название
export-location = Место
export-district = Район
export-state = Состояние
export-status = Статус
export-planned-start = Начало по плану
export-planned-end = Конец по плану
export-actual-start = Фактическое начало
export-actual-end = Фактический конец
export-contractor = Подрядчик
export-customer = Заказчик
export-program = Программа
export-quantity = Объём
export-unit = Единица
export-budget = Стоимость
export-lon = Долгота
export-lat = Широта
export-source = Откуда план
export-source-url = Ссылка на источник
export-is-training = Учебные данные
export-version = Версия
