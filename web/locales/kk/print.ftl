# Жоспарды басып шығару: таңдау беті, қағаздағы жоспар, интернетсіз карта.
menu-print = Жоспарды басып шығару
print-page-title = Жоспарды басып шығару
print-page-lead = Орнын таңдаңыз, жоспар дайын: қағазға немесе интернетсіз ашылатын карта түрінде.
print-where = Қайда
print-where-district = Аудан
print-where-microdistrict = Шағын аудан
print-where-street = Көше
print-where-street-hint = Атауын тере бастаңыз. Көше жазылса, шағын аудан ескерілмейді.
print-all-districts = Менің барлық ауданым
print-any = Кез келген
print-elsewhere = Басқа жерлерде
print-when = Жұмыс қашан жүреді
print-from = Басы
print-to = Соңы
print-when-hint = Барлық уақыттағы жұмыстар керек болса, бос қалдырыңыз.
print-what = Жұмыс түрлері
print-what-hint = Ештеңе белгіленбесе, барлық түрі алынады.
print-more-asked = Сілтемеден де алынғаны
print-make-pdf = Басып шығаруға PDF
print-make-pdf-about = A4 парақтарында: жиынтық, нөмірлі карта және жұмыстар кестесі
print-recount = Қайта санау
print-chosen = Қазір { $number } жұмыс таңдалды: { $heading }
print-nothing = Бұл таңдауға бірде-бір жұмыс сай келмейді: { $heading }. Басқа орынды немесе мерзімді таңдаңыз.
print-too-many = { $number } жұмыс таңдалды, ал бір жоспарға ең көбі { $most } жұмыс сыяды. Шағын ауданды, көшені, мерзімді немесе жұмыс түрлерін таңдаңыз.
print-unknown-street = Тізілімде «{ $street }» деген көше жоқ. Атауын тексеріңіз немесе ұсынылғандардан таңдаңыз.

print-kind = Жұмыстар жоспары
print-as-of = { $day } жағдайы бойынша
print-numbering = { $page } / { $pages }
print-works = жұмыс
print-overdue = мерзімі өткен
print-budget-of = жалпы құны; { $count } жұмыстың { $priced } жұмысында бағасы көрсетілген
print-by-type = Жұмыс түрлері бойынша
print-by-state = Жай-күйі бойынша
print-type = Жұмыс түрі
print-state = Жай-күйі
print-count = Жұмыс саны
print-budget = Құны
print-together = Барлығы
print-map = Карта
print-map-alt = Карта: тізімдегі нөмірлерімен { $count } жұмыс
print-map-note = Нөмірлері жұмыстар тізіміндегідей, түсі жұмыс түрін білдіреді.
print-unplaced = { $count } жұмыс картада жоқ: орны әлі табылған жоқ.
print-unsigned = { $count } жұмыстың тек нүктесі көрсетілген: нөміріне орын жетпеді.
print-attribution = Негізі: қала тізілімі, © OpenStreetMap.
print-list = Көшелер бойынша жұмыстар
print-number = №
print-work = Жұмыс
print-place = Орны
print-days = Мерзімі
print-who = Мердігер мен тапсырыс беруші
print-rough-place = орны шамамен
print-no-street = Басқа жерлерде
print-no-contractor = Мердігер көрсетілмеген
print-customer = Тапсырыс беруші: { $name }
print-metres = { $length } м
print-kilometres = { $length } км
print-state-draft = Жоба нұсқасы
print-state-planned = Жоспарланған
print-state-scheduled = Мерзімі бекітілген
print-state-due = Жүруі тиіс
print-state-in-progress = Жүріп жатыр
print-state-paused = Уақытша тоқтатылды
print-state-overdue = Мерзімі өтті
print-state-unreported = Есеп жоқ
print-state-undated = Мерзімсіз
print-state-finished = Аяқталды, қабылданған жоқ
print-state-accepted = Қабылданды
print-state-in-warranty = Кепілдікте
print-state-archived = Мұрағатта
print-state-cancelled = Бас тартылды

asked-all = Жұмыстың барлық түрі, барлық мерзімі мен жай-күйі
asked-in-districts = Мына аумақта: { $names }
asked-kinds = Жұмыс түрлері: { $names }
asked-conditions = Жай-күйі: { $names }
asked-days = Мына күндері жүреді: { $days }
asked-from = { $day } бастап жүреді
asked-to = { $day } дейін жүреді
asked-ends-within = { $count ->
    [0] Бүгін аяқталады
   *[other] Алдағы { $count } күнде аяқталады
}
asked-starts-within = { $count ->
    [0] Бүгін басталады
   *[other] Алдағы { $count } күнде басталады
}
asked-contractor = Мердігер: { $name }
asked-customer = Тапсырыс беруші: { $name }
asked-without-place = Орны картадан табылмаған
asked-without-days = Мерзімі көрсетілмеген
asked-without-contractor = Мердігер көрсетілмеген
asked-without-district = Ауданы көрсетілмеген
asked-without-budget = Құны көрсетілмеген
asked-time = Мердігер мерзімді ұзартуды сұрайды
asked-words = Мына сөздермен: «{ $words }»
asked-in-window = Картаның таңдалған бөлігінде
