# Следить за местом: новости, письма, страницы.
follow-news-new = Новая работа в плане: { $subject }
follow-news-new-body = { $place }. Срок: { $days }.
follow-news-days = Назначен срок: { $subject }
follow-news-days-body = { $place }. Срок: { $days }.
follow-news-moved = Перенесён срок: { $subject }
follow-news-moved-body = { $place }. Было: { $before }. Стало: { $days }.
follow-news-undated = Срок снят, новый ещё не назначен: { $subject }
follow-news-undated-body = { $place }. Было: { $before }.
follow-news-soon = Скоро начнётся: { $subject }
follow-news-soon-body = { $place }. Начало: { $day }. Срок: { $days }.
follow-news-started = Началась работа: { $subject }
follow-news-started-body = { $place }. Срок: { $days }.
follow-news-started-on-body = { $place }. Начало: { $day }. Срок: { $days }.
follow-news-finished = Закончена работа: { $subject }
follow-news-finished-body = { $place }.
follow-news-finished-on-body = { $place }. Последний день: { $day }.
follow-news-cancelled = Работа отменена: { $subject }
follow-news-cancelled-body = { $place }. Срок был: { $days }.
follow-news-restored = Отменённая работа снова в плане: { $subject }
follow-news-restored-body = { $place }. Срок: { $days }.
follow-news-outage = Отключение: { $subject }
follow-news-outage-body = { $place }. Когда: { $days }.
follow-news-outage-moved = Изменены дни отключения: { $subject }
follow-news-outage-moved-body = { $place }. Было: { $before }. Стало: { $days }.
follow-news-outage-off = Отключение отменено: { $subject }
follow-news-outage-off-body = { $place }. Должно было быть: { $days }.

follow-mail-confirm-subject = Подтвердите: новости о месте «{ $place }»
follow-mail-confirm = Кто-то, скорее всего вы, хочет получать на этот адрес новости о ремонтах и отключениях в месте «{ $place }». Нажмите, чтобы подтвердить.
follow-mail-confirm-or-not = Если это были не вы, ничего не делайте: писем больше не будет.
follow-mail-confirm-link = Подтвердить
follow-mail-again-subject = Вы уже следите за местом «{ $place }»
follow-mail-again = Вы уже получаете новости о месте «{ $place }». По ссылке можно выбрать, о чём и как часто писать, или отписаться.
follow-mail-again-or-not = Если вы ничего не просили, ничего не делайте.
follow-mail-again-link = Мои настройки
follow-mail-why = Вы получили это письмо, потому что следите за местом «{ $place }».
follow-mail-manage = Изменить или отписаться
follow-mail-more = Подробнее
follow-mail-many = { $count ->
    [one] { $place }: { $shown } новость
    [few] { $place }: { $shown } новости
   *[many] { $place }: { $shown } новостей
}
follow-mail-left = { $count ->
    [one] И ещё { $shown } новость.
    [few] И ещё { $shown } новости.
   *[many] И ещё { $shown } новостей.
}
follow-mail-all = Все новости этого места
follow-mail-training = Учебные данные: этих работ на самом деле нет.

follow-title = Следить за местом
follow-means = Напишем, когда здесь запланируют работы, перенесут сроки, начнут и закончат, и накануне отключений. Без регистрации.
follow-place = Место
follow-other-place = Другое место
follow-which-place = За каким местом следить?
follow-find = Найти
follow-unknown = Такого места мы не знаем. Проверьте, как оно написано.
follow-which = Таких мест несколько. Какое ваше?
follow-radius = На каком расстоянии
follow-radius-100 = Дом и двор, 100 м
follow-radius-300 = Рядом, 300 м
follow-radius-500 = Квартал, 500 м
follow-radius-1000 = Вся округа, 1 км
follow-whole-street = Вся улица: проезжая часть и тротуары.
follow-whole-area = Всё, что внутри границ.
follow-rhythm = Как часто писать
follow-rhythm-at-once = Сразу
follow-rhythm-daily = Раз в день
follow-rhythm-weekly = Раз в неделю
follow-rhythm-means = Ночью не пишем. Раз в день — утром, раз в неделю — утром в понедельник. О работах, которые начнутся на днях, — следующим утром; об отключениях — сразу, но не больше раза в день.
follow-what = О чём писать
follow-outages = Отключения воды, света, тепла и газа
follow-types = Только некоторые виды работ
follow-types-means = Ничего не отмечено — значит, обо всех.
follow-email = Ваша электронная почта
follow-email-hint = Пришлём письмо со ссылкой: без подтверждения новостей не будет. Адрес никому не передаём и удалим, как только вы отпишетесь.
follow-submit = Следить
follow-drawn = Обведённый участок
follow-draw = Обвести участок
follow-draw-means = Впишите углы участка: долгота,широта через пробел, от 3 до 100 углов, не больше 30 км².
follow-draw-field = Углы участка
follow-draw-go = Следить за участком
follow-without = Без писем
follow-without-means = Календарь и лента обновляются сами, адрес не нужен.
follow-calendar = Календарь (.ics)
follow-feed = Лента новостей (Atom)
follow-sent-title = Проверьте почту
follow-sent = Мы написали на { $address }. Откройте письмо и подтвердите: после этого будут приходить новости о месте «{ $place }».
follow-sent-late = Письма нет? Посмотрите в «Спаме» или попробуйте ещё раз завтра.
follow-error-address = Это не похоже на адрес электронной почты.
follow-error-area = Участок не получился: нужно от 3 до 100 углов внутри города, линии не должны пересекаться, площадь не больше 30 км².
follow-error-other = Проверьте, что выбрано.
follow-confirm-title = Подтвердите, что следите за местом
follow-confirm-means = Нажмите, и новости о месте «{ $place }» будут приходить на { $address }.
follow-confirm = Подтверждаю
follow-manage-title = Вы следите за местом
follow-done-confirmed = Готово: новости будут приходить.
follow-done-saved = Сохранено.
follow-stop = Отписаться
follow-stop-title = Больше не следить
follow-stop-means = Новости о месте «{ $place }» больше не придут, адрес мы удалим.
follow-stopped = Вы отписались. Адрес удалён.
follow-stopped-means = Следить снова можно в любой момент.
follow-unknown-link = Эта ссылка больше не действует: скорее всего, вы уже отписались.
follow-recent = Последние новости
follow-nothing-yet = Новостей ещё не было.
follow-open-place = Что сейчас в этом месте
follow-feed-title = { $place }: работы и отключения
follow-calendar-cancelled = Отменено: { $title }
follow-calendar-undated = Срок снят: { $title }
follow-language = Язык писем
follow-no-server = Почта на этом сервере не настроена: письма уйдут, когда её включат.
