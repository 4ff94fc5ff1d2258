# Адамдарға хабарламалар: олардың жұмыстары, жоспарлары және сұраулары туралы.
message-work-assigned = Сізге жұмыс тапсырылды: { $work }
message-work-assigned-body = { $place }. Мерзімі: { $days }.
message-work-assigned-many = { $count ->
    [one] Сізге { $shown } жұмыс тапсырылды
   *[other] Сізге { $shown } жұмыс тапсырылды
}
message-works-assigned = «{ $plan }» жоспарында сізге арналған жұмыстар: { $newshown }
message-works-assigned-body = Жаңа жұмыстар: { $newshown }. Өзгергендері: { $changedshown }.
message-works-assigned-many = Сізге арналған жұмыстары бар жоспарлар: { $shown }
message-work-taken-away = Жұмыс басқа мердігерге берілді: { $work }
message-work-taken-away-body = { $place }. Ол енді сіздің тізіміңізде жоқ.
message-work-taken-away-many = Басқа мердігерлерге берілгендері: { $shown }
message-works-taken-away = «{ $plan }» жоспары бойынша басқаларға берілгендері: { $countshown }
message-works-taken-away-body = Бұл жұмыстар енді сіздің тізіміңізде жоқ.
message-works-taken-away-many = Жұмыстарыңыз басқаларға берілген жоспарлар: { $shown }
message-work-planned = Жұмысыңыз жоспарға енгізілді: { $work }
message-work-planned-body = { $place }. Мерзімі: { $days }. Оны енді тұрғындар көреді.
message-work-planned-many = Жоспарға енгізілген жұмыстарыңыз: { $shown }

message-work-scheduled = Мерзімі бекітілді: { $work }
message-work-scheduled-body = { $place }. { $days }.
message-work-scheduled-many = Мерзімі бекітілген жұмыстар: { $shown }
message-work-unscheduled = Мерзімі енді бекітілмеген: { $work }
message-work-unscheduled-body = { $place }. Жұмыс жоспарда қалды.
message-work-unscheduled-many = Мерзімі енді бекітілмеген жұмыстар: { $shown }
message-work-moved = Мерзімі ауыстырылды: { $work }
message-work-moved-body = { $place }. Бұрын: { $before }. Енді: { $days }.
message-work-moved-many = Мерзімі ауыстырылған жұмыстар: { $shown }
message-extension-asked = Мерзімді ұзартуды сұрайды: { $work }
message-extension-asked-body = { $place }. Жаңа мерзім: { $end }. Жауап беру мерзімі: { $answer }.
message-extension-asked-many = Мерзімді ұзарту сұраулары: { $shown }
message-extension-granted = Мерзім ұзартылды: { $work }
message-extension-granted-body = { $place }. Жаңа мерзім: { $end }.
message-extension-granted-many = Мерзімі ұзартылған жұмыстар: { $shown }
message-extension-refused = Мерзімді ұзартудан бас тартылды: { $work }
message-extension-refused-body = { $place }. Сұралған мерзім: { $end }. Мерзім бұрынғыдай қалады.
message-extension-refused-many = Ұзартудан бас тартылғандары: { $shown }
message-extension-changed = Басқа мерзім берілді: { $work }
message-extension-changed-body = { $place }. Жаңа мерзім: { $end }.
message-extension-changed-many = Басқа мерзім берілгендері: { $shown }
message-extension-withdrawn = Мерзімді ұзарту сұрауы қайтарып алынды: { $work }
message-extension-withdrawn-body = { $place }. Сұралған мерзім: { $end }. Жауап керек емес.
message-extension-withdrawn-many = Қайтарып алынған сұраулар: { $shown }

message-work-started = Жұмыс басталды: { $work }
message-work-started-body = { $place }. Басталған күні: { $day }.
message-work-started-many = Басталған жұмыстар: { $shown }
message-work-paused = Жұмыс тоқтатыла тұрды: { $work }
message-work-paused-body = { $place }. Тоқтаған күні: { $day }.
message-work-paused-many = Тоқтатыла тұрған жұмыстар: { $shown }
message-work-resumed = Жұмыс қайта жалғасты: { $work }
message-work-resumed-body = { $place }. Жалғасқан күні: { $day }.
message-work-resumed-many = Қайта жалғасқан жұмыстар: { $shown }
message-work-finished = Мердігер аяқталғанын хабарлады: { $work }
message-work-finished-body = { $place }. Аяқталған күні: { $day }. Қабылдауды күтеді.
message-work-finished-many = Аяқталған, қабылдауды күтеді: { $shown }
message-work-returned = Жұмыс ескертулермен қайтарылды: { $work }
message-work-returned-body = { $place }. { $day }.
message-work-returned-many = Ескертулермен қайтарылған жұмыстар: { $shown }
message-work-accepted = Жұмыс қабылданды: { $work }
message-work-accepted-body = { $place }. Қабылданған күні: { $day }.
message-work-accepted-many = Қабылданған жұмыстар: { $shown }
message-work-cancelled = Жұмыстан бас тартылды: { $work }
message-work-cancelled-body = { $place }. { $day }.
message-work-cancelled-many = Бас тартылған жұмыстар: { $shown }

message-plan-with-errors = «{ $plan }» жоспарында қате бар: { $wrongshown }
message-plan-with-errors-body = Жол саны: { $rowsshown }, қатесі барлары: { $wrongshown }. Оларды жоспар бетінде түзетуге болады.
message-plan-with-errors-many = Қатесі бар жоспарлар: { $shown }
message-plan-unreadable = «{ $plan }» жоспарын оқу мүмкін болмады
message-plan-unreadable-body = { $why }
message-plan-unreadable-many = Оқу мүмкін болмаған жоспарлар: { $shown }
message-plan-handed-in = Жоспар сіздің шешіміңізді күтеді: «{ $plan }»
message-plan-handed-in-body = Жіберген: { $sender }. Жол саны: { $rowsshown }.
message-plan-handed-in-many = Сіздің шешіміңізді күтетін жоспарлар: { $shown }
message-plan-accepted = Жоспар қабылданды: «{ $plan }»
message-plan-accepted-body = Жаңа жұмыстар: { $newshown }. Өзгергендері: { $changedshown }. Олар картада.
message-plan-accepted-many = Қабылданған жоспарлар: { $shown }
message-plan-not-accepted = Жоспар әлі жазылған жоқ: «{ $plan }»
message-plan-not-accepted-body = { $why }
message-plan-not-accepted-many = Әлі жазылмаған жоспарлар: { $shown }
message-plan-sent-back = Жоспар қайтарылды: «{ $plan }»
message-plan-sent-back-body = Жоспарлаушы жоспарды қайтарды. Жолдарды түзетіп, қайта беріңіз.
message-plan-sent-back-many = Қайтарылған жоспарлар: { $shown }
message-plan-withdrawn = Жоспар қайтарып алынды: «{ $plan }»
message-plan-withdrawn-body = { $sender } оны қабылдауды енді сұрамайды.
message-plan-withdrawn-many = Қайтарып алынған жоспарлар: { $shown }

message-place-mended = Орын нақтыланды: «{ $text }»
message-place-mended-body = Картадағы орны өзгерген жұмыстарыңыз: { $countshown }.
message-place-mended-many = Нақтыланған орындар: { $shown }

message-work-reported = Жұмыс орнынан есеп: { $work }
message-work-reported-body = { $place }. { $percent }
message-work-reported-many = Жұмыс орнынан есептер: { $shown }

message-topic-assigned = Тапсырылған жұмыстар
message-topic-days = Мерзімдер
message-topic-progress = Жұмыс барысы
message-topic-plans = Жоспарлар
message-topic-places = Картадағы орындар
message-topic-site = Жұмыс орнынан есептер

message-choice-work-assigned = Жұмыс тапсырылды
message-choice-works-assigned = Сізге жұмысы бар жоспар қабылданды
message-choice-work-taken-away = Жұмыс басқаға берілді
message-choice-works-taken-away = Жоспар бойынша жұмыстар басқаларға берілді
message-choice-work-planned = Жоба нұсқасы жоспарға енгізілді
message-choice-work-scheduled = Мерзімі бекітілді
message-choice-work-unscheduled = Мерзімі енді бекітілмеген
message-choice-work-moved = Мерзімі ауыстырылды
message-choice-extension-asked = Мерзімді ұзартуды сұрайды
message-choice-extension-granted = Мерзім ұзартылды
message-choice-extension-refused = Ұзартудан бас тартылды
message-choice-extension-changed = Басқа мерзім берілді
message-choice-extension-withdrawn = Ұзарту сұрауы қайтарып алынды
message-choice-work-started = Жұмыс басталды
message-choice-work-paused = Жұмыс тоқтатыла тұрды
message-choice-work-resumed = Жұмыс қайта жалғасты
message-choice-work-finished = Аяқталғаны хабарланды
message-choice-work-returned = Ескертулермен қайтарылды
message-choice-work-accepted = Жұмыс қабылданды
message-choice-work-cancelled = Жұмыстан бас тартылды
message-choice-plan-with-errors = Жоспарда қате бар
message-choice-plan-unreadable = Жоспарды оқу мүмкін болмады
message-choice-plan-handed-in = Жоспар шешім күтеді
message-choice-plan-accepted = Жоспар қабылданды
message-choice-plan-not-accepted = Жоспар әлі жазылған жоқ
message-choice-plan-sent-back = Жоспар қайтарылды
message-choice-plan-withdrawn = Жоспар қайтарып алынды
message-choice-place-mended = Жұмыстардың орны нақтыланды
message-choice-work-reported = Жұмыс орнынан есеп

# Хаттар.
mail-messages-subject = { $count ->
    [one] { $shown } жаңа хабарлама
   *[other] { $shown } жаңа хабарлама
}
mail-digest-subject = { $count ->
    [one] Бір күнде: { $shown } хабарлама
   *[other] Бір күнде: { $shown } хабарлама
}
mail-messages-open = Ашу
mail-messages-all = Барлық хабарламалар
mail-messages-more = Хатқа сыймаған жолдар: { $shown }.
mail-messages-why = Поштаға не және қашан келетінін өзіңіз таңдайсыз.
mail-messages-choices = Хаттарды баптау

# Беттер.
menu-messages = Хабарламалар
menu-mails = Жіберілмеген хаттар
unread-messages = { $count ->
    [one] { $shown } оқылмаған хабарлама
   *[other] { $shown } оқылмаған хабарлама
}
messages-title = Хабарламалар
messages-kind = Не туралы
messages-all-kinds = Барлығы
messages-unread = Жаңа
messages-past = Оқылған
messages-nothing-new = Жаңа хабарлама жоқ.
messages-read = Оқылды
messages-read-one = Оқылды: { $title }
messages-read-all = Бәрін оқылды деп белгілеу
messages-choose = Поштаға не жіберу
messages-older = Бұрынғылары
messages-back = Хабарламаларға
messages-choices-title = Хаттар
messages-choices-about = «Хабарламалар» бетінде бәрі бар. Мұнда { $email } поштасына тағы не жіберу керегін таңдаңыз.
messages-choices-quiet = Сағат { $first }:00 мен { $last }:00 аралығында тек шұғыл хат жіберіледі, қалғаны таңертең.
messages-mail-is-on = Хаттар төменде таңдалғандай келеді.
messages-mail-is-off = Хаттар өшірілген: барлық хабарлама тек бетте.
messages-mail-off = Поштаға ештеңе жібермеу
messages-mail-on = Хаттарды қайта жіберу
messages-mode-at-once = Бірден хатпен
messages-mode-digest = Күніне бір рет
messages-mode-page = Хатсыз
messages-hour = Күніне бір рет келетінін қашан жіберу
messages-done-saved = Сақталды.
messages-done-off = Хаттар өшірілді.
messages-done-on = Хаттар қайта келеді.
messages-stop-title = Жұмыстар туралы хаттар
messages-stop-about = Хаттарды бұдан былай жібермейік пе? Хабарламалар «Хабарламалар» бетінде қалады.
messages-stop-again = Хаттарды есептік жазбада қайта қосуға болады.
mails-title = Жіберілмеген хаттар
mails-waiting = Жіберуді күтеді: { $shown }.
mails-no-server = Пошта сервері берілмеген (GIS_APP_SMTP_URL): хаттар күтіп тұр.
mails-none = Барлық хат жіберілді.
mails-failed = жіберілмеді
mails-tried = әрекет саны: { $count }
mails-next = келесі әрекет { $at }
mails-do-address = Пошта сервері мұндай мекенжайды білмейді. Адамнан дұрысын сұраңыз.
mails-do-server = Пошта сервері хатты алмады. Серверді тексеріп, қайта жіберіңіз.
mails-do-ours = Хатты құрастыру мүмкін болмады: бұл бағдарламаның қатесі, әзірлеушілерге хабарлаңыз.
mails-person = Бұл кім
mails-again = Қайта жіберу
audit-mail-again = Хат қайта жіберілді
audit-kind-mail = хат

message-extension-due = Мерзімді ұзарту туралы жауап беретін кез: { $work }
message-extension-due-body = { $place }. Сұралған мерзім: { $end }. Жауаптың соңғы күні: { $answer }.
message-extension-due-many = Жауап беретін кезі келген сұраулар: { $shown }
message-extension-silent = Мерзімді ұзарту туралы жауап жоқ: { $work }
message-extension-silent-body = { $place }. Сұралған мерзім: { $end }. Жауап күтілген күн: { $answer }. Үндемеу — келісім емес, мерзім бұрынғыша.
message-extension-silent-many = Жауапсыз қалған сұраулар: { $shown }
message-choice-extension-due = Ұзарту туралы жауап беретін кез
message-choice-extension-silent = Ұзарту туралы жауап жоқ

message-outage-over-work = { $news }: { $what }
message-outage-over-work-body = { $work }, { $place }. Ажыратылатын уақыты: { $days }. Ондағы жұмыстарыңыз: { $countshown }.
message-outage-over-work-many = Жұмыстарыңыздағы ажыратулар: { $shown }
message-choice-outage-over-work = Жұмысымдағы ажырату
message-topic-outages = Ажыратулар
outage-news-published = Жұмысыңыздағы ажырату
outage-news-extended = Жұмысыңыздағы ажырату ұзартылды
outage-news-changed = Жұмысыңыздағы ажырату өзгерді
outage-news-retracted = Ажырату болмайды
outage-news-away = Ажырату енді жұмысыңызға қатысты емес

message-appeal-sent = Сізге { $number } өтініш жіберілді
message-appeal-sent-body = { $topic }. Жауап беру мерзімі: { $due }.
message-appeal-sent-many = Сізге жіберілген өтініштер: { $shown }
message-appeal-reopened = { $number } өтініш қайта ашылды
message-appeal-reopened-body = { $topic }. Мәселе шешілмеген. Жауап беру мерзімі: { $due }.
message-appeal-reopened-many = Қайта ашылған өтініштер: { $shown }
message-appeal-replied = { $number } өтініш бойынша өтініш беруші жауап жазды
message-appeal-replied-body = { $topic }. Жауап беру мерзімі: { $due }.
message-appeal-replied-many = Өтініш берушілердің жауаптары: { $shown }
message-appeal-due = { $number } өтінішке жауап беру мерзімі жақын
message-appeal-due-body = { $topic }. Жауап беру мерзімі: { $due }.
message-appeal-due-many = Жауап мерзімі жақын өтініштер: { $shown }
message-appeal-overdue = { $number } өтінішке жауап кешікті
message-appeal-overdue-body = { $topic }. Мерзімі болған: { $due }.
message-appeal-overdue-many = Жауабы кешіккен өтініштер: { $shown }
message-topic-appeals = Өтініштер
message-choice-appeal-sent = Сізге өтініш жіберілді
message-choice-appeal-reopened = Өтініш қайта ашылды
message-choice-appeal-replied = Өтініш беруші жауап жазды
message-choice-appeal-due = Жауап мерзімі жақын
message-choice-appeal-overdue = Жауап мерзімі өтті
message-appeal-urgent = Шұғыл өтініш { $number }
message-appeal-urgent-body = { $topic }. Орындаушыға бірден хабарлаңыз. Жауап беру мерзімі: { $due }.
message-appeal-urgent-many = Шұғыл өтініштер: { $shown }
message-choice-appeal-urgent = Шұғыл өтініш түсті
