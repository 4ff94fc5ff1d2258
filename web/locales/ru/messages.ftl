# Сообщения людям: что произошло с их работами, планами и запросами.
message-work-assigned = Вам назначена работа: { $work }
message-work-assigned-body = { $place }. Срок: { $days }.
message-work-assigned-many = { $count ->
    [one] Вам назначена { $shown } работа
    [few] Вам назначены { $shown } работы
   *[many] Вам назначено { $shown } работ
}
message-works-assigned = Работы для вас в плане «{ $plan }»: { $newshown }
message-works-assigned-body = Новых работ: { $newshown }. Изменённых: { $changedshown }.
message-works-assigned-many = Планы с вашими работами: { $shown }
message-work-taken-away = Работа передана другому подрядчику: { $work }
message-work-taken-away-body = { $place }. Больше она за вами не числится.
message-work-taken-away-many = Переданы другим подрядчикам: { $shown }
message-works-taken-away = По плану «{ $plan }» переданы другим: { $countshown }
message-works-taken-away-body = Эти работы больше за вами не числятся.
message-works-taken-away-many = Планы, по которым ваши работы переданы другим: { $shown }
message-work-planned = Ваша работа включена в план: { $work }
message-work-planned-body = { $place }. Срок: { $days }. Теперь её видят жители.
message-work-planned-many = Ваши работы включены в план: { $shown }

message-work-scheduled = Сроки закреплены: { $work }
message-work-scheduled-body = { $place }. { $days }.
message-work-scheduled-many = Закреплены сроки работ: { $shown }
message-work-unscheduled = Сроки больше не закреплены: { $work }
message-work-unscheduled-body = { $place }. Работа осталась в плане.
message-work-unscheduled-many = Сроки больше не закреплены: { $shown }
message-work-moved = Сроки перенесены: { $work }
message-work-moved-body = { $place }. Было: { $before }. Стало: { $days }.
message-work-moved-many = Перенесены сроки работ: { $shown }
message-extension-asked = Просят продлить срок: { $work }
message-extension-asked-body = { $place }. Новый срок: { $end }. Ответить нужно до { $answer }.
message-extension-asked-many = Запросы о продлении: { $shown }
message-extension-granted = Срок продлён: { $work }
message-extension-granted-body = { $place }. Новый срок: { $end }.
message-extension-granted-many = Продлены сроки работ: { $shown }
message-extension-refused = В продлении отказано: { $work }
message-extension-refused-body = { $place }. Просили до { $end }. Срок остаётся прежним.
message-extension-refused-many = Отказано в продлении: { $shown }
message-extension-changed = Дан другой срок: { $work }
message-extension-changed-body = { $place }. Новый срок: { $end }.
message-extension-changed-many = Даны другие сроки: { $shown }
message-extension-withdrawn = Запрос о продлении отозван: { $work }
message-extension-withdrawn-body = { $place }. Просили до { $end }. Отвечать не нужно.
message-extension-withdrawn-many = Отозваны запросы о продлении: { $shown }

message-work-started = Работа начата: { $work }
message-work-started-body = { $place }. Начало: { $day }.
message-work-started-many = Начаты работы: { $shown }
message-work-paused = Работа приостановлена: { $work }
message-work-paused-body = { $place }. С { $day }.
message-work-paused-many = Приостановлены работы: { $shown }
message-work-resumed = Работа возобновлена: { $work }
message-work-resumed-body = { $place }. С { $day }.
message-work-resumed-many = Возобновлены работы: { $shown }
message-work-finished = Подрядчик сообщил о завершении: { $work }
message-work-finished-body = { $place }. Завершена { $day }. Ждёт приёмки.
message-work-finished-many = Завершены, ждут приёмки: { $shown }
message-work-returned = Работа возвращена с замечаниями: { $work }
message-work-returned-body = { $place }. { $day }.
message-work-returned-many = Возвращены с замечаниями: { $shown }
message-work-accepted = Работа принята: { $work }
message-work-accepted-body = { $place }. Принята { $day }.
message-work-accepted-many = Приняты работы: { $shown }
message-work-cancelled = Работа отменена: { $work }
message-work-cancelled-body = { $place }. { $day }.
message-work-cancelled-many = Отменены работы: { $shown }

message-plan-with-errors = В плане «{ $plan }» есть ошибки: { $wrongshown }
message-plan-with-errors-body = Строк: { $rowsshown }, с ошибками: { $wrongshown }. Их можно исправить на странице плана.
message-plan-with-errors-many = Планы с ошибками: { $shown }
message-plan-unreadable = План «{ $plan }» не удалось прочитать
message-plan-unreadable-body = { $why }
message-plan-unreadable-many = Планы, которые не удалось прочитать: { $shown }
message-plan-handed-in = План ждёт вашего решения: «{ $plan }»
message-plan-handed-in-body = Прислал { $sender }. Строк: { $rowsshown }.
message-plan-handed-in-many = Планы ждут вашего решения: { $shown }
message-plan-accepted = План принят: «{ $plan }»
message-plan-accepted-body = Новых работ: { $newshown }. Изменённых: { $changedshown }. Они уже на карте.
message-plan-accepted-many = Приняты планы: { $shown }
message-plan-not-accepted = План пока не записан: «{ $plan }»
message-plan-not-accepted-body = { $why }
message-plan-not-accepted-many = Планы пока не записаны: { $shown }
message-plan-sent-back = План возвращён: «{ $plan }»
message-plan-sent-back-body = Планировщик вернул план. Исправьте строки и передайте его снова.
message-plan-sent-back-many = Возвращены планы: { $shown }
message-plan-withdrawn = План отозван: «{ $plan }»
message-plan-withdrawn-body = { $sender } больше не просит его принять.
message-plan-withdrawn-many = Отозваны планы: { $shown }

message-place-mended = Место уточнено: «{ $text }»
message-place-mended-body = Изменилось место ваших работ на карте: { $countshown }.
message-place-mended-many = Уточнены места: { $shown }

message-work-reported = Отчёт с места: { $work }
message-work-reported-body = { $place }. { $percent }
message-work-reported-many = Отчёты с места: { $shown }

message-topic-assigned = Назначения
message-topic-days = Сроки
message-topic-progress = Ход работ
message-topic-plans = Планы
message-topic-places = Места на карте
message-topic-site = Отчёты с места

message-choice-work-assigned = Назначена работа
message-choice-works-assigned = Принят план с вашими работами
message-choice-work-taken-away = Работа передана другому
message-choice-works-taken-away = Работы переданы другим по плану
message-choice-work-planned = Черновик включён в план
message-choice-work-scheduled = Сроки закреплены
message-choice-work-unscheduled = Сроки больше не закреплены
message-choice-work-moved = Сроки перенесены
message-choice-extension-asked = Просят продлить срок
message-choice-extension-granted = Срок продлён
message-choice-extension-refused = В продлении отказано
message-choice-extension-changed = Дан другой срок
message-choice-extension-withdrawn = Запрос о продлении отозван
message-choice-work-started = Работа начата
message-choice-work-paused = Работа приостановлена
message-choice-work-resumed = Работа возобновлена
message-choice-work-finished = Сообщено о завершении
message-choice-work-returned = Возвращена с замечаниями
message-choice-work-accepted = Работа принята
message-choice-work-cancelled = Работа отменена
message-choice-plan-with-errors = В плане есть ошибки
message-choice-plan-unreadable = План не удалось прочитать
message-choice-plan-handed-in = План ждёт решения
message-choice-plan-accepted = План принят
message-choice-plan-not-accepted = План пока не записан
message-choice-plan-sent-back = План возвращён
message-choice-plan-withdrawn = План отозван
message-choice-place-mended = Место работ уточнено
message-choice-work-reported = Отчёт с места

# Письма.
mail-messages-subject = { $count ->
    [one] { $shown } новое сообщение
    [few] { $shown } новых сообщения
   *[many] { $shown } новых сообщений
}
mail-digest-subject = { $count ->
    [one] За день: { $shown } сообщение
    [few] За день: { $shown } сообщения
   *[many] За день: { $shown } сообщений
}
mail-messages-open = Открыть
mail-messages-all = Все сообщения
mail-messages-more = Ещё строк, которые не вошли в письмо: { $shown }.
mail-messages-why = Вы выбираете сами, что приходит по почте и когда.
mail-messages-choices = Настроить письма

# Страницы.
menu-messages = Сообщения
menu-mails = Неотправленные письма
unread-messages = { $count ->
    [one] { $shown } непрочитанное сообщение
    [few] { $shown } непрочитанных сообщения
   *[many] { $shown } непрочитанных сообщений
}
messages-title = Сообщения
messages-kind = О чём
messages-all-kinds = Обо всём
messages-unread = Новые
messages-past = Прочитанные
messages-nothing-new = Новых сообщений нет.
messages-read = Прочитано
messages-read-one = Прочитано: { $title }
messages-read-all = Отметить всё прочитанным
messages-choose = Что присылать по почте
messages-older = Более ранние
messages-back = К сообщениям
messages-choices-title = Письма
messages-choices-about = На странице «Сообщения» есть всё. Здесь — что присылать ещё и по почте, на { $email }.
messages-choices-quiet = С { $first }:00 до { $last }:00 уходит только срочное, остальное — утром.
messages-mail-is-on = Письма приходят так, как выбрано ниже.
messages-mail-is-off = Письма выключены: все сообщения только на странице.
messages-mail-off = Ничего не присылать по почте
messages-mail-on = Снова присылать письма
messages-mode-at-once = Письмо сразу
messages-mode-digest = Раз в день
messages-mode-page = Без письма
messages-hour = Когда присылать то, что раз в день
messages-done-saved = Сохранено.
messages-done-off = Письма выключены.
messages-done-on = Письма снова приходят.
messages-stop-title = Письма о работах
messages-stop-about = Больше не присылать писем? Сообщения останутся на странице «Сообщения».
messages-stop-again = Включить письма снова можно в настройках учётной записи.
mails-title = Неотправленные письма
mails-waiting = Ждут отправки: { $shown }.
mails-no-server = Почтовый сервер не задан (GIS_APP_SMTP_URL): письма ждут.
mails-none = Все письма ушли.
mails-failed = не отправлено
mails-tried = попыток: { $count }
mails-next = следующая попытка { $at }
mails-do-address = Почтовый сервер не знает такого адреса. Уточните адрес у человека.
mails-do-server = Почтовый сервер не принял письмо. Проверьте сервер, затем отправьте ещё раз.
mails-do-ours = Письмо не удалось составить: это ошибка программы, сообщите о ней разработчикам.
mails-person = Кто это
mails-again = Отправить ещё раз
audit-mail-again = Письмо отправлено ещё раз
audit-kind-mail = письмо

message-extension-due = Пора ответить о продлении: { $work }
message-extension-due-body = { $place }. Просят срок { $end }. Последний день ответа: { $answer }.
message-extension-due-many = Пора ответить о продлении: { $shown }
message-extension-silent = Нет ответа о продлении: { $work }
message-extension-silent-body = { $place }. Просили срок { $end }, ответа ждали до { $answer }. Молчание — не согласие, сроки прежние.
message-extension-silent-many = Нет ответа о продлении: { $shown }
message-choice-extension-due = Пора ответить о продлении
message-choice-extension-silent = Нет ответа о продлении

message-outage-over-work = { $news }: { $what }
message-outage-over-work-body = { $work }, { $place }. Отключение: { $days }. Ваших работ там: { $countshown }.
message-outage-over-work-many = Отключения на ваших работах: { $shown }
message-choice-outage-over-work = Отключение на моих работах
message-topic-outages = Отключения
outage-news-published = Отключение на вашей работе
outage-news-extended = Отключение на вашей работе продлено
outage-news-changed = Отключение на вашей работе изменено
outage-news-retracted = Отключение отменено
outage-news-away = Отключение больше не касается вашей работы

message-appeal-sent = Вам передано обращение { $number }
message-appeal-sent-body = { $topic }. Ответить до: { $due }.
message-appeal-sent-many = Вам передано обращений: { $shown }
message-appeal-reopened = Обращение { $number } открыто снова
message-appeal-reopened-body = { $topic }. Вопрос не решён. Ответить до: { $due }.
message-appeal-reopened-many = Открыто снова обращений: { $shown }
message-appeal-replied = Заявитель ответил по обращению { $number }
message-appeal-replied-body = { $topic }. Ответить до: { $due }.
message-appeal-replied-many = Ответы заявителей: { $shown }
message-appeal-due = Скоро срок ответа на обращение { $number }
message-appeal-due-body = { $topic }. Ответить до: { $due }.
message-appeal-due-many = Скоро срок ответа на обращения: { $shown }
message-appeal-overdue = Просрочен ответ на обращение { $number }
message-appeal-overdue-body = { $topic }. Срок был: { $due }.
message-appeal-overdue-many = Просрочены ответы на обращения: { $shown }
message-topic-appeals = Обращения
message-choice-appeal-sent = Вам передано обращение
message-choice-appeal-reopened = Обращение открыто снова
message-choice-appeal-replied = Заявитель ответил
message-choice-appeal-due = Скоро срок ответа
message-choice-appeal-overdue = Срок ответа прошёл
message-appeal-urgent = Срочное обращение { $number }
message-appeal-urgent-body = { $topic }. Передайте исполнителю сразу. Ответить до: { $due }.
message-appeal-urgent-many = Срочные обращения: { $shown }
message-choice-appeal-urgent = Пришло срочное обращение
