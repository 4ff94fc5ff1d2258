# Сообщения с площадки: форма, список, отказы, пометки.
report-form = Сообщить с площадки
report-form-what = О чём
report-form-start = Начали
report-form-resume = Возобновили
report-form-progress = Сделана часть
report-form-finish = Закончили
report-form-percent = Сделано, %
report-form-take = Снять
report-form-choose = Выбрать снимки
report-form-photos = До { $count } { $count ->
    [one] снимка
   *[other] снимков
 }, каждый не больше { $most } МБ.
report-form-note = Заметка
report-form-note-for = Её читают акимат и ваша организация, жителям она не видна.
report-form-day = День
report-form-send = Отправить
report-list = Что сообщили с площадки
report-progress = Подрядчик сообщил: сделано { $percent }
report-before = До
report-after = После
report-kind-start = Начало
report-kind-progress = Сделано
report-kind-finish = Завершение
report-kind-note = Заметка
report-photo = Снимок { $number }: { $kind }, { $day }
report-sent-by = Прислано: { $name }, { $moment }

report-refused-draft = Эта работа ещё не в плане. Начать её можно, когда акимат включит её в план.
report-refused-no-days = У работы нет дат по плану. Попросите акимат их указать, потом сообщите о начале.
report-refused-not-started = О начале этой работы ещё не сообщали. Сначала сообщите о начале.
report-refused-paused = Работа приостановлена. Сначала сообщите, что она возобновлена.
report-refused-cancelled = Эта работа отменена.
report-refused-key-used = Это сообщение уже отправлено для другой работы. Напишите его заново.
report-error-needs-percent = Укажите, сколько процентов сделано.
report-error-needs-words = Напишите что-нибудь или приложите снимок.
report-error-too-many-photos = К сообщению можно приложить не больше { $most } снимков.

report-distance-metres = { $number } м
report-distance-kilometres = { $number } км
report-mark-far = Телефон был в { $distance } от места работы.
report-mark-photo-far = Снимок { $photo } сделан в { $distance } от места работы.
report-mark-no-place = Где сделано сообщение, неизвестно: места нет ни у телефона, ни у снимков.
report-mark-photo-no-place = В снимке { $photo } не записано, где он сделан; место известно по телефону.
report-mark-coarse-place = Телефон определил место лишь с точностью до { $distance }.
report-mark-no-photo = Без снимка.
report-mark-clock-ahead = Часы телефона спешат: время сообщения на { $amount } мин позже, чем оно пришло.
report-mark-clock-wrong = Часы телефона показывали неверное время: разница { $amount } мин. Время исправлено.
report-mark-day-ahead = Указан день, который ещё не наступил (на { $amount } дн. вперёд). Записан день получения.
report-mark-day-unbelievable = Указанному дню нельзя верить: он слишком давний. Записан день получения.
report-mark-long-ago = Сообщение пришло через { $amount } дн. после дня, о котором говорит.
report-mark-photo-other-day = Снимок { $photo } сделан не в тот день: разница { $amount } дн.
report-mark-photo-again = Снимок { $photo } уже был в другом сообщении.
report-mark-progress-back = Меньше, чем сообщали раньше: было { $amount } %.
report-mark-already-started = О начале уже сообщили. Сохранено как заметка.
report-mark-already-finished = О завершении уже сообщили. Сохранено как заметка.
