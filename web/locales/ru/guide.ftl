# Справочник: что делать, кто решает, сколько ждать.
guide-title = Что делать и кто решает
guide-means = Справочник жизненных ситуаций: кто отвечает, что сделать сейчас и сколько ждать ответа.
guide-words = Что случилось
guide-example = Например: не горит фонарь
guide-group = Тема
guide-any = Все темы
guide-place = Где
guide-any-place = В любом месте
guide-place-carriageway = на дороге
guide-place-sidewalk = на тротуаре
guide-place-yard = во дворе
guide-place-house = в доме
guide-place-park = в парке
guide-place-river = у реки
guide-place-other = в другом месте
guide-everywhere = в любом месте
guide-found = { $count ->
    [one] Найдена { $count } ситуация.
    [few] Найдены { $count } ситуации.
   *[other] Найдено { $count } ситуаций.
}
guide-all = Показать все
guide-results = Найденное
guide-none = Ничего не нашлось. Скажите проще или сообщите нам о проблеме, приёмная разберётся.
guide-urgent = Срочно
guide-urgent-means = Это опасно: такое сообщение передаётся сразу. Если есть угроза людям, звоните 112.
guide-do = Что сделать
guide-report = Сообщить об этом
guide-decides = Кто решает
guide-who-guarantor = Подрядчик, который дал гарантию
guide-who-owners = Жители и управление дома
guide-where = Где так
guide-term = Срок ответа по закону
guide-term-working-days = { $count ->
    [one] { $count } рабочий день
    [few] { $count } рабочих дня
   *[other] { $count } рабочих дней
}
guide-term-calendar-days = { $count ->
    [one] { $count } календарный день
    [few] { $count } календарных дня
   *[other] { $count } календарных дней
}
guide-term-months = { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[other] { $count } месяцев
}
guide-monitoring = Как это проверяют
guide-tell = Что понадобится рассказать
guide-elsewhere = То же в другом месте
