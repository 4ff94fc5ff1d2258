# Карта беті.
page-title = Қала жұмыстарының картасы — { $city }
page-description = { $city } қаласындағы жолдарды, аулаларды, желілер мен саябақтарды жөндеу: не, қайда, қашан және кім істейді.

search-label = Мекенжай, көше немесе орын
search-placeholder = Мекенжай, көше немесе орын
search-button = Іздеу
search-clear = Өшіру
search-suggestions = Табылған орындар
search-found = { $count } орын табылды
search-nothing = Мұндай орын табылмады. Атауын тексеріңіз.
search-failed = Іздеу қазір жауап бермей тұр.

examples = Нені білуге болады
example-street = Бұл көшеде не істеліп жатыр: { $name }?
example-district = Қай аулалар абаттандырылады: { $name }?
example-now = Дәл қазір не жөнделіп жатыр?
example-year = Биыл қай жолдар жаңартылады?
example-late = Мерзімі өтсе де, қай жерде жұмыс аяқталмаған?

presets = Кезең
preset-any = Барлық уақыт
preset-now = Қазір
preset-month = Осы ай
preset-year = Биыл
preset-done = Аяқталған

panel = Жұмыстар мен сүзгілер
legend-types-of = «{ $group }» тобындағы жұмыс түрлері
filters = Сүзгілер
filters-on = қосулы
filter-status = Күйі
filter-district = Аудан
filter-any-district = Бүкіл қала
filter-contractor = Мердігер
filter-any-contractor = Кез келген
filter-type = Жұмыс түрі
filter-any-type = Кез келген
filter-from = Басы
filter-to = Соңы
filter-show = Көрсету
filter-reset = Сүзгілерді тазалау
filters-chosen = Қосылған сүзгілер
filter-take-off = Сүзгіні алып тастау: { $title }
filter-days-from = { $day } күнінен бастап
filter-days-to = { $day } күніне дейін

timeline = Уақыт шкаласындағы кезең
timeline-any = Барлық уақыттағы жұмыстар
timeline-from = Кезеңнің басы
timeline-to = Кезеңнің соңы
timeline-reset = Барлық уақыт

list-on-screen = Картада { $shown } жұмыс
list-at-place = { $place }: { $shown } жұмыс
list-answer = Бір бетте жауап
list-whole-map = Картадағы барлық жұмысты көрсету
list-in-city = Қалада { $shown } жұмыс
list-loading = Жұмыстар саналуда…
list-empty = Мұнда ондай жұмыс жоқ. Картаны жылжытыңыз немесе сүзгілерді тазалаңыз.
list-failed = Тізім қазір жүктелмеді. Кейінірек қайталап көріңіз.
list-more = Тағы { $count } көрсету
view-list = Тізім
view-map = Карта
sheet-open = Тізімді ашу
sheet-close = Тізімді жию
picked = Осы жерде { $count } жұмыс

map-title = Жұмыстар картасы
map-loading = Карта жүктелуде…
map-failed = Карта көрсетілмейді: браузерге WebGL керек. Барлық жұмыс тізімде бар.
map-zoom-in = Жақындату
map-zoom-out = Алыстату
map-locate = Мен қайдамын
map-locate-failed = Орналасқан жер анықталмады
map-attribution = Карта қайдан алынған
map-place = Табылған орын

surfaces-title = Жаңа жабындар
surfaces-protected = Мерзімі біткенше қазуға болмайды
surfaces-guaranteed = Мердігердің кепілдігінде
surfaces-how = Картадағы жабынды басыңыз: екі мерзімі бар жұмыс ашылады.

moments = Уақыт қадамдары
moments-open = Күндер бойынша
moments-close = Бүкіл кезең
moments-play = Жіберу
moments-pause = Тоқтату
moments-back = Бір қадам артқа
moments-forward = Бір қадам алға
moments-slider = Картада көрсетілген уақыт
moments-step = Қадам
moments-day = күндер
moments-week = апталар
moments-month = айлар
moments-far = Шеңберлер бүкіл тоқсанды санайды: осы күндерді көру үшін картаны жақындатыңыз.
report-here = Осы жердегі мәселе туралы жазу
appeal-cells-title = Өтініштер
appeal-cells-how = Ұяшық неғұрлым қою болса, өткен айлардағы өтініш соғұрлым көп. Бестен аз өтініші бар ұяшық көрсетілмейді.
appeal-cells-data = Деректер
concerns = Нені көрсету керек
here-works = Менің жанымдағы жұмыстар
here-asking = Қайда екеніңіз анықталуда…
here-outside = Сіз бұл қалада емессіз: мұнда жұмыс жоқ.
here-place = Сіз тұрған жер
