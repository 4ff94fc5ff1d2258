# Белгісіз орындар кезегі.
menu-review = Белгісіз орындар
review-title = Белгісіз орындар
review-about = Жұмыс орны анық табылмаған мәтіндер. Бір шешім осы мәтіні бар барлық жұмысты картаға қояды және есте сақталады.
review-count = { $count ->
    [0] Бәрі шешілді
   *[other] { $count } мәтін күтуде
}, жұмыс саны: { $works }
review-begin = Біріншісінен бастау
review-works = { $count } жұмыс
review-ambiguous = бірнеше орын болуы мүмкін
review-before = Алдыңғысы
review-after = Келесісі
review-all = Барлық мәтін ({ $count })
review-recent = Соңғы шешімдер
review-kind-candidate = Орын таңдалды
review-kind-geometry = Салынды
review-kind-not-a-place = Орын емес
review-kind-other-city = Басқа қала
review-kind-withdrawn = Шешім қайтарылды
review-unclear = Орынды таңдаңыз немесе салыңыз: пішін қала ішінде жатып, өзін қиып өтпеуі керек.
review-decided = Шешілді: { $name }, { $day }.
review-just-decided = Шешілді: «{ $text }».
review-undo = Шешімді қайтару
review-map-loading = Карта жүктелуде…
review-map-failed = Карта мұнда көрсетілмейді. Тізімнен таңдаңыз немесе координаттарын жазыңыз.
review-where = Бұл қайда?
review-no-candidates = Тізілім мұндай орынды білмейді.
review-draw = Картаға салу
review-geometry = Пішін (WKT немесе GeoJSON, бойлық пен ендік)
review-not-a-place = Бұл орын емес
review-other-city = Бұл басқа қалада
review-city-wide = Тек мұнда емес, бүкіл қалада солай: { $district }
review-decide = { $count } жұмыс үшін шешу
review-keys = Пернетақтамен: j және k — келесі және алдыңғы мәтін, 1–9 — тізімдегі орын, d — салу, x — орын емес, o — басқа қала, Enter — шешу, u — шешімді қайтару. Картада: көрсеткілер, бос орын нүкте қояды, Backspace алып тастайды, Esc тізімге қайтарады.
review-its-works = Осы мәтіні бар жұмыстар
review-own = Мұнда сіздің аудандарыңыздың және ауданы белгісіз мәтіндер.
review-of-city = Бүкіл қаланы көрсету
review-own-only = Тек менің аудандарым
