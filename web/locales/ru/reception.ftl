# Приёмная: очередь, обращение, новое обращение, исполнители и подрядчики.
reception-title = Приёмная
reception-pages = Страницы приёмной
reception-views = Что показать
reception-view-waiting = ждут решения
reception-view-overdue = просрочены
reception-view-today = срок сегодня
reception-view-soon = срок в три дня
reception-view-urgent = срочные
reception-view-mine = мои
reception-view-executors = у исполнителей
reception-view-open = все открытые
reception-view-closed = закрытые
reception-view-all = все обращения
reception-new = Новое обращение
reception-share = Решено сразу
reception-words = Слова, номер или внешний номер
reception-topic = Тема
reception-district = Район
reception-body = Кто отвечает
reception-kind = Вид
reception-channel = Канал
reception-status = Состояние
reception-kind-complaint = жалоба
reception-kind-request = просьба
reception-kind-proposal = предложение
reception-kind-enquiry = вопрос
reception-kind-thanks = благодарность
reception-channel-web = сайт
reception-channel-phone = телефон
reception-channel-front-office = личный приём
reception-channel-letter = письмо
reception-channel-social = соцсети
reception-channel-mobile = приложение
reception-channel-import = другая система
reception-channel-open311 = Open311
reception-hide-map = Без карты
reception-show-map = На карте
reception-map = Обращения на карте. Все они есть и в списке ниже.
reception-first-page = К началу
reception-nothing = Здесь пусто: ничего не ждёт.
reception-nothing-found = По этим условиям ничего не нашлось.
reception-standing-overdue = Просрочено
reception-standing-due-today = Сегодня
reception-standing-due-soon = Скоро
reception-until = До
reception-no-term = без срока
reception-place-pin = точка на карте
reception-no-place = место не найдено
reception-metres = { $count } м
reception-choose = выберите
reception-nobody = пока никто
reception-operator = Оператор: { $name }
reception-came = Поступило
reception-external = внешний № { $number }
reception-term = Срок по закону
reception-repeats = Повторяет обращение
reception-links = Что это объясняет
reception-link-proposed = предположение
reception-link-confirmed = подтверждено
reception-link-rejected = отклонено
reception-contractor = Подрядчик
reception-customer = Заказчик
reception-why = Почему: { $percent }
reception-decided = Решение: { $name }
reception-confirm = Подтвердить
reception-reject = Не то
reception-no-links = Рядом нет работ и отключений, которые это объясняют.
reception-no-links-place = Место не найдено, поэтому работы рядом неизвестны.
reception-score-place = Место
reception-score-topic = Тема
reception-score-time = Время
reception-fit-full = об этом самом
reception-fit-part = близко по теме
reception-fit-weak = косвенно
reception-answers = Ответы
reception-not-answered = Ответ ещё не отправлен.
reception-story = История
reception-inner = не видно заявителю
reception-by-applicant = заявитель
reception-by-rule = программа
reception-event-question = Вопрос заявителю
reception-event-reply = Ответ заявителя
reception-now = Что сделать
reception-take = Взять себе
reception-take-over = Взять у коллеги
reception-send = Передать исполнителю
reception-redirect = Перенаправить в другой орган
reception-refuse = Отказать с причиной
reception-merge = Присоединить к другому
reception-merge-number = Номер обращения, которое оно повторяет
reception-split = Отделить: это другое
reception-retopic = Изменить тему
reception-rebody = Передать другому исполнителю
reception-call-back = Вернуть в приёмную
reception-lay-back = Положить обратно
reception-confirm-solved = Заявитель подтвердил: решено
reception-reopen = Открыть снова
reception-withdraw = Заявитель отзывает
reception-closed = С этим обращением всё сделано.
reception-advice = Что сказать сейчас
reception-ask = Спросить:
reception-stale = Вас опередили: { $who }, { $at } — «{ $what }». Ниже обращение как оно есть сейчас; вами ничего не записано.
reception-refused = Это сейчас невозможно. Проверьте, как обращение выглядит ниже.
reception-done-taken = Обращение у вас.
reception-done-step = Записано.
reception-done-topic = Тема изменена, связи с работами найдены заново.
reception-done-body = Исполнитель изменён.
reception-done-link = Решение о связи записано.
reception-done-merged = Обращения объединены.
reception-done-split = Обращения разделены.
reception-done-answered = Ответ отправлен.
reception-done-made = Обращение зарегистрировано.
reception-done-known = Такое обращение уже зарегистрировано: вот оно.
menu-reception = Приёмная
reception-found = { $count ->
    [one] { $shown } обращение
    [few] { $shown } обращения
   *[many] { $shown } обращений
}
reception-explained = { $count ->
    [one] есть { $count } объяснение
    [few] есть { $count } объяснения
   *[many] есть { $count } объяснений
}
reception-followers = { $count ->
    [one] и ещё { $count } человек
    [few] и ещё { $count } человека
   *[many] и ещё { $count } человек
}
reception-children = { $count ->
    [one] К нему присоединено { $count } обращение:
    [few] К нему присоединены { $count } обращения:
   *[many] К нему присоединено { $count } обращений:
}
