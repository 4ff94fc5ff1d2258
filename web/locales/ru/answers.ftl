# The one answer for a place: its sentences. "-too" is the second one of the same answer.
answer-now-here = Да: здесь идут работы ({ $days }): { $title }.
answer-now-area = Да: вокруг вас идут работы ({ $days }): { $title }.
answer-now-here-too = Здесь также идут работы ({ $days }): { $title }.
answer-now-area-too = Вокруг вас также идут работы ({ $days }): { $title }.
answer-now-yard = Да: в вашем дворе идут работы ({ $days }): { $title }.
answer-now-yard-too = В вашем дворе также идут работы ({ $days }): { $title }.
answer-now-street = Да: на вашем участке улицы идут работы ({ $days }): { $title }.
answer-now-street-too = На вашем участке улицы также идут работы ({ $days }): { $title }.
answer-planned-here = Да: здесь запланированы работы ({ $days }): { $title }.
answer-planned-area = Да: вокруг вас запланированы работы ({ $days }): { $title }.
answer-planned-here-too = Здесь также запланированы работы ({ $days }): { $title }.
answer-planned-area-too = Вокруг вас также запланированы работы ({ $days }): { $title }.
answer-planned-yard = Да: в вашем дворе запланированы работы ({ $days }): { $title }.
answer-planned-yard-too = В вашем дворе также запланированы работы ({ $days }): { $title }.
answer-planned-street = Да: на вашем участке улицы запланированы работы ({ $days }): { $title }.
answer-planned-street-too = На вашем участке улицы также запланированы работы ({ $days }): { $title }.
answer-undated-here = Да: здесь запланированы работы — { $title }. Сроки ещё не назначены.
answer-undated-area = Да: вокруг вас запланированы работы — { $title }. Сроки ещё не назначены.
answer-undated-here-too = Здесь также в плане — { $title }, пока без сроков.
answer-undated-area-too = Вокруг вас также в плане — { $title }, пока без сроков.
answer-undated-yard = Да: в вашем дворе запланированы работы — { $title }. Сроки ещё не назначены.
answer-undated-yard-too = В вашем дворе также в плане — { $title }, пока без сроков.
answer-undated-street = Да: на вашем участке улицы запланированы работы — { $title }. Сроки ещё не назначены.
answer-undated-street-too = На вашем участке улицы также в плане — { $title }, пока без сроков.
answer-unreported-here = По плану здесь работы уже должны были пройти ({ $days }): { $title }. Отчёта о них нет.
answer-unreported-area = По плану вокруг вас работы уже должны были пройти ({ $days }): { $title }. Отчёта о них нет.
answer-unreported-here-too = Здесь также должны были пройти работы ({ $days }): { $title }; отчёта о них нет.
answer-unreported-area-too = Вокруг вас также должны были пройти работы ({ $days }): { $title }; отчёта о них нет.
answer-unreported-yard = По плану в вашем дворе работы уже должны были пройти ({ $days }): { $title }. Отчёта о них нет.
answer-unreported-yard-too = В вашем дворе также должны были пройти работы ({ $days }): { $title }; отчёта о них нет.
answer-unreported-street = По плану на вашем участке улицы работы уже должны были пройти ({ $days }): { $title }. Отчёта о них нет.
answer-unreported-street-too = На вашем участке улицы также должны были пройти работы ({ $days }): { $title }; отчёта о них нет.
answer-nothing = Нет: здесь сейчас ничего не запланировано.
answer-done-lately = Недавно закончено ({ $day }): { $title }.
answer-near =
    { $count ->
        [one] В пределах 300 метров — { $count } работа.
        [few] В пределах 300 метров — { $count } работы.
       *[many] В пределах 300 метров — { $count } работ.
    }
answer-late = Срок прошёл, но работы ещё идут.
answer-contractor = Подрядчик: { $name }.
answer-more =
    { $count ->
        [one] И ещё { $count } работа.
        [few] И ещё { $count } работы.
       *[many] И ещё { $count } работ.
    }
answer-outage = Отключение ({ $days }): { $kind }.
answer-outage-undated = Отключение (дни не указаны): { $kind }.
answer-outage-first = Да: здесь отключение ({ $days }): { $kind }.
answer-outage-undated-first = Да: здесь отключение (дни не указаны): { $kind }.
answer-nothing-works = Работы здесь сейчас не запланированы.
answer-warranty = Покрытие на гарантии до { $day }
answer-warranty-by = Покрытие на гарантии (до { $day }), отвечает { $name }.
answer-protection = Новое покрытие нельзя вскрывать до { $day }
answer-appeals-few = Рядом есть открытые обращения жителей.
answer-appeals =
    { $count ->
        [one] Рядом { $count } открытое обращение жителей.
        [few] Рядом { $count } открытых обращения жителей.
       *[many] Рядом { $count } открытых обращений жителей.
    }
answer-reliability-few = { $name }: законченных работ пока мало, чтобы судить о сроках.
answer-reliability =
    { $moved ->
        [0] { $name }: последних законченных работ — { $works }, сроки ни одной не переносились.
       *[other] { $name }: из последних { $works } законченных работ сроки переносились у { $moved }.
    }
