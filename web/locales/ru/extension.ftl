# Запросы о продлении: список, один запрос и что он сдвинет.
menu-extensions = Продление сроков
extension-list = Запросы о продлении
extension-title = Запрос о продлении
extension-waiting = { $count ->
    [0] Ответа никто не ждёт.
    [one] { $count } запрос ждёт ответа.
    [few] { $count } запроса ждут ответа.
   *[other] { $count } запросов ждут ответа.
}
extension-waiting-silent = { $count ->
    [one] По { $count } срок ответа прошёл.
   *[other] По { $count } срок ответа прошёл.
}
extension-by-district = По районам
extension-all-districts = Все районы
extension-none = Запросов нет.
extension-asks = Просят продлить до { $day }
extension-asks-days = Просят новые сроки: { $days }
extension-promised = обещано: { $days }
extension-promised-then = Обещанные сроки
extension-moved-meanwhile = С тех пор сроки уже сдвинули: { $days }
extension-answer-by = Молчание — не согласие. Ответ ждут до { $day }
extension-silent = { $count ->
    [one] Нет ответа { $count } день сверх срока.
    [few] Нет ответа { $count } дня сверх срока.
   *[other] Нет ответа { $count } дней сверх срока.
}
extension-silent-means = Молчание — не согласие, сроки прежние. Ждали до { $day }
extension-granted = Продлено, как просили.
extension-changed = Дан другой срок: до { $day }
extension-changed-days = Даны другие сроки: { $days }
extension-refused = Отказано.
extension-withdrawn = Запрос отозван подрядчиком.
extension-look = Что это сдвинет
extension-look-answer = Посмотреть, что это сдвинет, и ответить
extension-new-end = Новый конец
extension-new-start = Новое начало
extension-now = Сейчас обещано: { $days }
extension-words = Подробнее
extension-words-hint = Для «Другой причины» обязательно. Это прочтут все, кто откроет работу.
extension-photo = Фото { $number }
extension-photos = Фото
extension-photos-hint = До пяти. Увидят подрядчик и акимат, не все.
extension-term = { $count ->
    [one] Ответ — в течение { $count } рабочего дня. До ответа сроки прежние.
   *[other] Ответ — в течение { $count } рабочих дней. До ответа сроки прежние.
}
extension-withdraw = Отозвать запрос
extension-withdraw-means = Сроки останутся прежними. Попросить снова можно в любой момент.
extension-answer = Ответ
extension-grant = Продлить до { $day }
extension-grant-days = Дать сроки { $days }
extension-change = Дать другой срок
extension-try = Показать, что сдвинет этот срок
extension-give = Дать срок до { $day }
extension-give-days = Дать сроки { $days }
impact-title = Что это сдвинет
impact-added = { $count ->
    [one] Добавится { $count } день: { $days }
    [few] Добавится { $count } дня: { $days }
   *[other] Добавится { $count } дней: { $days }
}
impact-tried = Показано для срока, который вы пробуете.
impact-rough = Место работы известно только приблизительно (район или микрорайон): соседей по нему не найти.
impact-no-days = К обещанным срокам этот день ничего не добавляет.
impact-quiet = В пределах 15 метров в эти дни ничего не мешает: ни работ, ни отключений, ни защищённых покрытий.
impact-followers = Идут следом
impact-followers-means = { $days ->
    [one] Ещё не начаты и должны начаться после прежнего конца, не позже чем через { $days } день после нового.
    [few] Ещё не начаты и должны начаться после прежнего конца, не позже чем через { $days } дня после нового.
   *[other] Ещё не начаты и должны начаться после прежнего конца, не позже чем через { $days } дней после нового.
}
impact-neighbours = Рядом в те же дни
impact-neighbours-means = Работы в пределах 15 метров, которые идут в добавленные дни: две бригады на одной улице.
impact-outages = Отключения в эти дни
impact-cuts = Защищённые покрытия, которые будут вскрыты
impact-cut-until = Вскрывать нельзя до { $day }
impact-distance = { $m } м
impact-same-contractor = тот же подрядчик
impact-meets = { $count ->
    [one] Совпадают на { $count } день.
    [few] Совпадают на { $count } дня.
   *[other] Совпадают на { $count } дней.
}
impact-gap = { $count ->
    [0] Начнётся на следующий день.
    [one] Между ними остаётся { $count } день.
    [few] Между ними остаётся { $count } дня.
   *[other] Между ними остаётся { $count } дней.
}
impact-order-surface-waits = Это покрытие кладут после сетей: начать раньше нельзя.
impact-order-digs-up = Эта работа вскроет новое покрытие.
impact-own-outage = Отключение из-за этой же работы: может затянуться вместе с ней.
