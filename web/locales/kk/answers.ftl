# The one answer for a place: its sentences. "-too" is the second one of the same answer.
answer-now-here = Иә: осында жұмыс жүріп жатыр ({ $days }): { $title }.
answer-now-area = Иә: айналаңызда жұмыс жүріп жатыр ({ $days }): { $title }.
answer-now-here-too = Осында тағы жұмыс жүріп жатыр ({ $days }): { $title }.
answer-now-area-too = Айналаңызда тағы жұмыс жүріп жатыр ({ $days }): { $title }.
answer-now-yard = Иә: аулаңызда жұмыс жүріп жатыр ({ $days }): { $title }.
answer-now-yard-too = Аулаңызда тағы жұмыс жүріп жатыр ({ $days }): { $title }.
answer-now-street = Иә: көшеңіздің осы бөлігінде жұмыс жүріп жатыр ({ $days }): { $title }.
answer-now-street-too = Көшеңіздің осы бөлігінде тағы жұмыс жүріп жатыр ({ $days }): { $title }.
answer-planned-here = Иә: осында жұмыс жоспарланған ({ $days }): { $title }.
answer-planned-area = Иә: айналаңызда жұмыс жоспарланған ({ $days }): { $title }.
answer-planned-here-too = Осында тағы жұмыс жоспарланған ({ $days }): { $title }.
answer-planned-area-too = Айналаңызда тағы жұмыс жоспарланған ({ $days }): { $title }.
answer-planned-yard = Иә: аулаңызда жұмыс жоспарланған ({ $days }): { $title }.
answer-planned-yard-too = Аулаңызда тағы жұмыс жоспарланған ({ $days }): { $title }.
answer-planned-street = Иә: көшеңіздің осы бөлігінде жұмыс жоспарланған ({ $days }): { $title }.
answer-planned-street-too = Көшеңіздің осы бөлігінде тағы жұмыс жоспарланған ({ $days }): { $title }.
answer-undated-here = Иә: осында жұмыс жоспарланған — { $title }. Мерзімі әлі белгіленген жоқ.
answer-undated-area = Иә: айналаңызда жұмыс жоспарланған — { $title }. Мерзімі әлі белгіленген жоқ.
answer-undated-here-too = Осында тағы жоспарда бар — { $title }, әзірге мерзімсіз.
answer-undated-area-too = Айналаңызда тағы жоспарда бар — { $title }, әзірге мерзімсіз.
answer-undated-yard = Иә: аулаңызда жұмыс жоспарланған — { $title }. Мерзімі әлі белгіленген жоқ.
answer-undated-yard-too = Аулаңызда тағы жоспарда бар — { $title }, әзірге мерзімсіз.
answer-undated-street = Иә: көшеңіздің осы бөлігінде жұмыс жоспарланған — { $title }. Мерзімі әлі белгіленген жоқ.
answer-undated-street-too = Көшеңіздің осы бөлігінде тағы жоспарда бар — { $title }, әзірге мерзімсіз.
answer-unreported-here = Жоспар бойынша осында жұмыс бітуі керек еді ({ $days }): { $title }. Ол туралы есеп жоқ.
answer-unreported-area = Жоспар бойынша айналаңызда жұмыс бітуі керек еді ({ $days }): { $title }. Ол туралы есеп жоқ.
answer-unreported-here-too = Осында тағы жұмыс болуы керек еді ({ $days }): { $title }; есеп жоқ.
answer-unreported-area-too = Айналаңызда тағы жұмыс болуы керек еді ({ $days }): { $title }; есеп жоқ.
answer-unreported-yard = Жоспар бойынша аулаңызда жұмыс бітуі керек еді ({ $days }): { $title }. Ол туралы есеп жоқ.
answer-unreported-yard-too = Аулаңызда тағы жұмыс болуы керек еді ({ $days }): { $title }; есеп жоқ.
answer-unreported-street = Жоспар бойынша көшеңіздің осы бөлігінде жұмыс бітуі керек еді ({ $days }): { $title }. Ол туралы есеп жоқ.
answer-unreported-street-too = Көшеңіздің осы бөлігінде тағы жұмыс болуы керек еді ({ $days }): { $title }; есеп жоқ.
answer-nothing = Жоқ: қазір мұнда ештеңе жоспарланбаған.
answer-done-lately = Жақында аяқталды ({ $day }): { $title }.
answer-near = 300 метр маңайда — { $count } жұмыс.
answer-late = Мерзімі өтті, бірақ жұмыс әлі жүріп жатыр.
answer-contractor = Мердігер: { $name }.
answer-more = Тағы { $count } жұмыс бар.
answer-outage = Ажыратылады ({ $days }): { $kind }.
answer-outage-undated = Ажыратылады (күні көрсетілмеген): { $kind }.
answer-outage-first = Иә: мұнда ажыратылады ({ $days }): { $kind }.
answer-outage-undated-first = Иә: мұнда ажыратылады (күні көрсетілмеген): { $kind }.
answer-nothing-works = Қазір мұнда жұмыс жоспарланбаған.
answer-warranty = Жабын кепілдікте, соңғы күні: { $day }.
answer-warranty-by = Жабын кепілдікте (соңғы күні: { $day }), жауапты — { $name }.
answer-protection = Жаңа жабынды әзірге қазуға болмайды, соңғы күні: { $day }.
answer-appeals-few = Маңайда тұрғындардың ашық өтініштері бар.
answer-appeals = Маңайда тұрғындардың { $count } ашық өтініші бар.
answer-reliability-few = { $name }: мерзімдері туралы айту үшін аяқталған жұмысы әзірге аз.
answer-reliability =
    { $moved ->
        [0] { $name }: соңғы аяқталған { $works } жұмыстың бірде-бірінің мерзімі ауыстырылмаған.
       *[other] { $name }: соңғы аяқталған { $works } жұмыстың { $moved } мерзімі ауыстырылған.
    }
