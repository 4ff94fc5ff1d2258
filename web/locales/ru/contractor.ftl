# The pages of contractors: their works, what to do next, reports that wait for the network.
menu-contractor = Мои работы
contractor-title = Мои работы
contractor-uploads = Мои планы
contractor-messages = Сообщения
contractor-asked-link = Ждёт ответа
contractor-map = Карта
contractor-map-failed = Здесь карту показать нельзя. В списке есть всё.
contractor-map-hint = Нажмите на знак, чтобы найти работу, или на место, чтобы увидеть ближайшие к нему.
contractor-near-tapped = Ближайшие к этому месту
contractor-order = Порядок работ
contractor-by-date = По датам
contractor-by-street = По улицам
contractor-nearest = Рядом
contractor-no-place = Телефон не сообщает, где вы. Напишите адрес или нажмите место на карте.
contractor-near-what = Рядом с каким адресом?
contractor-near-find = Найти
contractor-near-place = Рядом с местом: { $place }
contractor-near-here = Сначала ближайшие к вам.
contractor-only-reads = Здесь видны работы вашей службы. Сообщает о них подрядчик.
contractor-others-report = Об этой работе сообщает её подрядчик.
contractor-near-now = Сейчас и просроченные
contractor-near-other = Остальные открытые
contractor-near-unknown = Такой адрес не найден.
contractor-group-late = Срок прошёл, отчёта нет
contractor-group-today = Идут сейчас
contractor-group-week = В ближайшие семь дней
contractor-group-later = Позже
contractor-group-draft = Черновики, ещё не в плане
contractor-group-finished = Недавно завершены
contractor-show-all = Показать все
contractor-back = Все мои работы
contractor-page-before = Назад
contractor-page-after = Дальше
contractor-nothing = Открытых работ вашей организации нет.
contractor-no-street = Не на улице
contractor-metres = { $count } м
contractor-kilometres = { $count } км
contractor-asked = запрошено продление до { $day }
contractor-do-start = Сообщить о начале
contractor-do-finish = Сообщить о завершении
contractor-do-progress = Сообщить о ходе
contractor-do-resume = Работа продолжается
contractor-kept = Нет сети.
contractor-kept-as-of = Страница показана по состоянию на { $moment }. Отчёт можно написать сейчас: он уйдёт, когда сеть вернётся.
contractor-kept-missing = Нужную страницу на этом телефоне ещё не открывали.
contractor-beside = Рядом работают другие
contractor-history = История работы
contractor-navigate = Открыть в навигаторе
contractor-cuts-protection = Свежее покрытие: вскрывать нельзя
contractor-cuts-warranty = Здесь вскрывается покрытие на гарантии
contractor-cuts-which = Чьей работы

contractor-say-draft = Ещё не в плане: решает районный акимат
contractor-say-finished = Завершена, ждёт приёмки
contractor-say-accepted = Принята
contractor-say-cancelled = Отменена
contractor-say-paused = Приостановлена
contractor-say-going-on = Идёт
contractor-say-ends-today = Заканчивается сегодня
contractor-say-starts-today = Начинается сегодня
contractor-say-no-days = Сроков ещё нет
contractor-say-ends-in = { $count ->
    [one] Осталось { $count } день
    [few] Осталось { $count } дня
   *[other] Осталось { $count } дней
}
contractor-say-starts-in = { $count ->
    [one] Начнётся через { $count } день
    [few] Начнётся через { $count } дня
   *[other] Начнётся через { $count } дней
}
contractor-say-overdue = { $count ->
    [one] Срок прошёл { $count } день назад
    [few] Срок прошёл { $count } дня назад
   *[other] Срок прошёл { $count } дней назад
}
contractor-say-unreported = { $count ->
    [one] Срок прошёл { $count } день назад, отчёта не было
    [few] Срок прошёл { $count } дня назад, отчёта не было
   *[other] Срок прошёл { $count } дней назад, отчёта не было
}
contractor-say-start-unreported = { $count ->
    [one] Должна была начаться { $count } день назад: сообщите
    [few] Должна была начаться { $count } дня назад: сообщите
   *[other] Должна была начаться { $count } дней назад: сообщите
}

outbox-signed-out = Вы вышли. Отчёты остаются на этом телефоне и уйдут, когда вы войдёте.
outbox-send = Отправить сейчас
outbox-mend = Исправить
outbox-drop = Удалить
outbox-waiting-count = Ждут отправки:
outbox-all-sent = Все отчёты отправлены.
outbox-state-waiting = Ждёт сети
outbox-state-sending = Отправляется…
outbox-state-sent = Отправлен
outbox-state-refused = Не принят:
outbox-state-too-old = Сервер отвечает не так, как нужно. Попробуем ещё раз.
outbox-photos = Фото:
outbox-drop-sure = Удалить этот отчёт? Он не отправлен.
outbox-leave-sure = Есть неотправленные отчёты. Они останутся на этом телефоне и уйдут, когда вы снова войдёте. Выйти?
outbox-kept-for-later = Отчёт сохранён на телефоне и будет отправлен.
outbox-not-kept = На телефоне нет места для отчёта. Отправьте его, когда будет сеть.

contractor-report = Сообщение с площадки
contractor-report-done = Сообщение принято.
contractor-report-kind = О чём сообщаете?
contractor-kind-start = Начало
contractor-kind-finish = Завершение
contractor-kind-progress = Ход работы
contractor-kind-note = Заметка
contractor-percent = Сколько сделано?
contractor-photos = Снять или выбрать снимки
contractor-photos-hint = Не больше { $most }. Телефон уменьшит их, место и время съёмки останутся.
contractor-note = Несколько слов, если нужно
contractor-other-day = Это было в другой день
contractor-send = Отправить
contractor-report-place = Время и место берутся у телефона. Без сети сообщение подождёт на телефоне и уйдёт само.
contractor-done-share = Сделано { $percent }, по последнему сообщению
contractor-told = Что уже сообщали
contractor-photo-of = Снимок: { $kind }, { $day }
contractor-told-plan = Работы из плана
contractor-told-taken = Работы, которые план передал другим
contractor-told-mended = Работы, место которых уточнено
contractor-told-none = Этих работ здесь нет: они отменены или переданы другим.
