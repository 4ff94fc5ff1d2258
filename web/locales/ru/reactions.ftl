# Довольны ли жители оконченной работой.
reaction-title = Довольны ли вы работой?
reaction-ask = Ваша оценка
reaction-yes = Да
reaction-no = Нет
reaction-what = Чем именно (по желанию)
reaction-with = Чем
reaction-send = Отправить оценку
reaction-privacy = Имя не нужно. Оценка одна с одного устройства, её можно изменить. Файлов cookie нет: вашу оценку помнит сам браузер.
reaction-without-script = Без скриптов учитывается одна оценка с одного сетевого адреса. Сам адрес вместе с оценкой не хранится.
reaction-thanks = Спасибо, ваша оценка учтена.
reaction-own-yes = Вы ответили: да.
reaction-own-no = Вы ответили: нет.
reaction-counts = { $count ->
    [one] { $shown } оценка: довольны { $percent }
    [few] { $shown } оценки: довольны { $percent }
   *[other] { $shown } оценок: довольны { $percent }
}
reaction-few = Итог виден, когда оценок не меньше { $least }.
reaction-choose = Выберите, довольны вы или нет.
reaction-report = Сообщить о недостатке
reaction-failed = Оценка не отправилась. Попробуйте ещё раз позже.
reaction-refused-not-finished = Оценить можно только оконченную работу.
reaction-refused-own-work = Свою работу оценивают другие: вы из её заказчика или подрядчика.
