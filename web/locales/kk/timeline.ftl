# The planner's timeline.
menu-timeline = Жұмыстар күнтізбесі
timeline-title = Жұмыстар күнтізбесі
timeline-period = Кезең
timeline-earlier = Ертерек
timeline-later = Кейінірек
timeline-today = Бүгін
timeline-span = Кезең ұзақтығы
timeline-span-month = Ай
timeline-span-quarter = Тоқсан
timeline-span-year = Жыл
timeline-by = Топтау
timeline-by-street = Көшелер бойынша
timeline-by-contractor = Мердігерлер бойынша
timeline-order = Реті
timeline-order-earliest = Алдымен ертерегі
timeline-order-longest = Алдымен ұзағы
timeline-zoom-in = Созу
timeline-zoom-out = Қысу
timeline-filters = Таңдалған шарттар
timeline-drop = шартты алып тастау
timeline-total = Осы кезеңде { $count ->
   *[other] { $number } жол
}.
timeline-undated = { $count ->
   *[other] Тағы { $number } жұмыстың күні көрсетілмеген
}
timeline-legend = Белгілер
timeline-legend-planned = Жоспар бойынша алда
timeline-legend-actual = Іс жүзінде жүріп жатыр не жүрді
timeline-legend-late = Уәде етілгеннен ұзақ
timeline-legend-clash = Қабаттасу: сол күндері жанында басқа жұмыс бар
timeline-legend-promise = Алғаш уәде етілген соңы
timeline-legend-outage = Көшедегі ажырату
timeline-keys = Пернелер: ↑ ↓ — жұмыстар бойымен, бос орын — карточка, Enter — жұмыстың беті, + − — созу мен қысу, Ctrl мен дөңгелек — меңзер астында.
timeline-column-work = Жұмыс
timeline-column-days = Күндер
timeline-continued = жалғасы
timeline-clashes = { $count ->
   *[other] { $count } жұмыс қабаттасады
}
timeline-meets = Қабаттасу:
timeline-promised = Алғашында { $day } күніне дейін деп уәде етілген
timeline-none-street = Көшесіз
timeline-none-contractor = Мердігерсіз
timeline-outage = Ажырату: { $kind }, { $days }
timeline-nothing = Бұл кезеңде мұндай жұмыс жоқ. Басқа кезеңді таңдаңыз немесе шарттарды алып тастаңыз.
timeline-pages = Кесте беттері
timeline-page = { $pages } беттің { $page }-беті
timeline-earlier-page = Алдыңғы
timeline-later-page = Келесі
timeline-year = { $year } жыл
timeline-quarter = { $year } жылдың { $number } тоқсаны
timeline-close = Жабу
