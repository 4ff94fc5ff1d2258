# Жизнь работы: состояния, что можно сделать, почему нельзя.
state-draft = черновик
state-planned = в плане
state-scheduled = сроки закреплены
state-in-progress = идёт
state-paused = приостановлена
state-finished = подрядчик сообщил о завершении
state-accepted = принята
state-in-warranty = на гарантии
state-archived = в архиве
state-cancelled = отменена

event-drafted = Создан черновик
event-planned = Включена в план
event-scheduled = Сроки закреплены
event-returned = Возвращена с замечаниями
event-warranty-began = Началась гарантия
event-archived = Передана в архив

field-state = состояние
field-planned-start = начало по плану
field-planned-end = конец по плану
field-actual-start = фактическое начало
field-actual-end = фактический конец
field-title-ru = название по-русски
field-title-kk = название по-казахски
field-title-en = название по-английски
field-type-code = вид
field-program = программа
field-contractor-id = подрядчик
field-customer-id = заказчик
field-location-raw = место словами
field-district-id = район
field-quantity = объём
field-unit = единица
field-budget = стоимость
field-excavates = вскрытие покрытия
field-closes-road = перекрытие дороги
field-is-emergency = аварийная
field-geom = место на карте

life-conflict = Пока страница была открыта, работу изменил кто-то другой. Ваше изменение ещё не записано: посмотрите, что изменилось, и повторите своё, если оно по-прежнему нужно.
life-conflict-plan = новый план
life-conflict-change = Изменение внёс(ла) { $who }: { $what }.
life-error-no-such-step = Работа в этом состоянии не может перейти в выбранное.
life-error-needs-emergency = Без закреплённых сроков может начаться только аварийная работа.
life-error-needs-days = Нужны обе даты по плану.
life-error-needs-note = Укажите причину.
life-error-note-too-long = Причина — не длиннее { $most } знаков.
life-error-before-last-report = Уже сообщено о более позднем дне: дата не может быть раньше него.
life-error-day-ahead = Нельзя сообщить о дне, который ещё не наступил.
life-error-no-days-to-come = Сроки завершённой работы не переносятся.
life-error-end-before-start = Конец раньше начала.
life-error-same-days = Эти сроки уже обещаны.
life-error-nothing-new = Ничего не отличается от записанного.
life-error-not-editable = Здесь не меняется: { $fields }.
life-error-not-later = Новый срок должен быть позже обещанного.
life-error-asked-already = Запрос о продлении уже подан и ждёт ответа.
life-error-too-far = Такой день слишком далёк: обещают не больше чем на { $years } лет вперёд.
life-error-too-early = Такой день слишком давний: данные города начинаются с { $year } года.
life-error-day-past = Этот день уже прошёл.
life-error-begun-already = Работа уже начата: её начало не переносится.
life-error-start-not-later = Новое начало не может быть раньше обещанного.
life-error-unknown-cause = Выберите причину из списка.
life-error-needs-end = Укажите новый конец.
life-error-as-asked = Это те же дни, о которых просят: продлите, как просят.

by-plan = по плану
by-contractor = подрядчик
by-planner = акимат района
by-inspector = инспектор
by-administrator = администратор
by-clock = по календарю
reason-first-plan = Первый план
reason-newer-plan = Новый план
moved-later = Сроки переносили { $times ->
    [1] один раз
    [2] дважды
    [few] { $times } раза
   *[other] { $times } раз
}, { $days ->
    [one] на { $days } день
    [few] на { $days } дня
   *[other] на { $days } дней
} позже
moved-earlier = Сроки переносили { $times ->
    [1] один раз
    [2] дважды
    [few] { $times } раза
   *[other] { $times } раз
}, { $days ->
    [one] на { $days } день
    [few] на { $days } дня
   *[other] на { $days } дней
} раньше
moved-same = Сроки переносили { $times ->
    [1] один раз
    [2] дважды
    [few] { $times } раза
   *[other] { $times } раз
}, конец прежний
surface-protection = Вскрывать нельзя
surface-warranty = Гарантия
surface-until = до { $day }
surface-guarantor = отвечает { $name }
surface-assumed = срок рабочий, по договору может отличаться

life-title = Ход работы
life-state = Сейчас: { $state }.
life-draft-note = Черновик: его видят только те, кто его ведёт.
life-done = Записано.
life-told = Подрядчику отправлено сообщение.
life-untold = Подрядчику сообщить некому: у него нет входа в систему. Позвоните ему.
life-nothing = Сейчас здесь ничего не требуется.
life-reason = Причина
life-optional = не обязательно
life-public-note = Это прочтут все, кто откроет работу.
life-on = День
life-start = Начало
life-end = Конец
life-asked-by = { $name }, { $day }
life-refuse = Отказать
life-forbidden = Это изменение не в ваших правах.
life-answered-already = На этот запрос уже ответили.
life-unreadable = Форма заполнена не полностью или с ошибкой. Проверьте даты.
do-planned = Включить в план
do-scheduled = Закрепить сроки
do-started = Сообщить о начале
do-paused = Приостановить
do-resumed = Сообщить о возобновлении
do-finished = Сообщить о завершении
do-returned = Вернуть с замечаниями
do-accepted = Принять работу
do-cancelled = Отменить работу
do-reschedule = Перенести сроки
do-ask = Попросить продление
