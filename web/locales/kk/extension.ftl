# Мерзімді ұзарту сұраулары: тізім, бір сұрау және оның нені жылжытатыны.
menu-extensions = Мерзімді ұзарту
extension-list = Мерзімді ұзарту сұраулары
extension-title = Мерзімді ұзарту сұрауы
extension-waiting = { $count ->
    [0] Жауап күткен сұрау жоқ.
   *[other] { $count } сұрау жауап күтіп тұр.
}
extension-waiting-silent = { $count ->
   *[other] Оның { $count } сұрауы бойынша жауап мерзімі өтіп кетті.
}
extension-by-district = Аудандар бойынша
extension-all-districts = Барлық аудан
extension-none = Сұрау жоқ.
extension-asks = Мерзімді { $day } күніне дейін ұзартуды сұрайды
extension-asks-days = Жаңа мерзім сұрайды: { $days }
extension-promised = уәде етілген: { $days }
extension-promised-then = Уәде етілген мерзім
extension-moved-meanwhile = Содан бері мерзім жылжытылды: { $days }
extension-answer-by = Үндемеу — келісім емес. Жауап { $day } күніне дейін күтіледі
extension-silent = { $count ->
   *[other] Мерзімнен кейін { $count } күн жауап жоқ.
}
extension-silent-means = { $day } күніне дейін күткен. Үндемеу — келісім емес, мерзім бұрынғыша.
extension-granted = Сұралғандай ұзартылды.
extension-changed = Басқа мерзім берілді: { $day } күніне дейін
extension-changed-days = Басқа мерзім берілді: { $days }
extension-refused = Бас тартылды.
extension-withdrawn = Мердігер сұрауын қайтарып алды.
extension-look = Бұл нені жылжытады
extension-look-answer = Нені жылжытатынын көріп, жауап беру
extension-new-end = Жаңа аяқталу күні
extension-new-start = Жаңа басталу күні
extension-now = Қазір уәде етілген: { $days }
extension-words = Толығырақ
extension-words-hint = «Басқа себеп» үшін міндетті. Мұны жұмысты ашқан әркім оқиды.
extension-photo = Фото { $number }
extension-photos = Фото
extension-photos-hint = Бесеуге дейін. Оны мердігер мен әкімдік қана көреді.
extension-term = { $count ->
   *[other] Жауап { $count } жұмыс күні ішінде беріледі. Оған дейін мерзім бұрынғыша.
}
extension-withdraw = Сұрауды қайтарып алу
extension-withdraw-means = Мерзім бұрынғыша қалады. Кез келген уақытта қайта сұрай аласыз.
extension-answer = Жауап
extension-grant = { $day } күніне дейін ұзарту
extension-grant-days = Мына мерзімді беру: { $days }
extension-change = Басқа мерзім беру
extension-try = Бұл күн нені жылжытатынын көрсету
extension-give = { $day } күніне дейін мерзім беру
extension-give-days = Мына мерзімді беру: { $days }
impact-title = Бұл нені жылжытады
impact-added = { $count ->
   *[other] { $count } күн қосылады: { $days }
}
impact-tried = Сіз байқап көріп отырған күн үшін көрсетілді.
impact-rough = Жұмыстың орны шамамен ғана белгілі (аудан немесе шағын аудан): көршілерін анықтау мүмкін емес.
impact-no-days = Бұл күн уәде етілген мерзімге ештеңе қоспайды.
impact-quiet = Бұл күндері 15 метр маңайда кедергі жоқ: жұмыс та, ажырату да, қорғалған жабын да жоқ.
impact-followers = Одан кейін басталады
impact-followers-means = { $days ->
   *[other] Әлі басталмаған; бұрынғы аяқталу күнінен кейін, жаңасынан ары кеткенде { $days } күннен соң басталуы тиіс.
}
impact-neighbours = Сол күндері қатар жүреді
impact-neighbours-means = Қосылған күндері 15 метр маңайда жүретін жұмыстар: бір көшеде екі бригада.
impact-outages = Сол күндердегі ажыратулар
impact-cuts = Қазылатын қорғалған жабындар
impact-cut-until = { $day } күніне дейін қазуға болмайды.
impact-distance = { $m } м
impact-same-contractor = сол мердігер
impact-meets = { $count ->
   *[other] { $count } күн қатар келеді.
}
impact-gap = { $count ->
    [0] Келесі күні басталады.
   *[other] Арасында { $count } күн қалады.
}
impact-order-surface-waits = Бұл жабын желілерден кейін төселеді: ертерек бастауға болмайды.
impact-order-digs-up = Бұл жұмыс жаңа жабынды қазады.
impact-own-outage = Ажырату осы жұмысқа байланысты: онымен бірге созылуы мүмкін.
