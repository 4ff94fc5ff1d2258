# Барлық беттің сөздері мен жұмыс күйлері.
service-name = Қала жұмыстарының картасы
service-short = Жұмыстар картасы
languages = Тіл
language-kk = Қазақша
language-ru = Русский
language-en = English
skip-to-list = Мазмұнына өту
footer-about = Қалада нені, қайда және қашан жөндеп, абаттандырып жатқаны. Деректер қала мен мердігерлердің жоспарларынан алынған.
footer-open-data = Ашық деректер
footer-sketch = Демонстрациядағы карта негізі қолмен сызылған және қаланы шамамен көрсетеді.

training = оқу деректері
training-short = оқу деректері
training-note = «Оқу деректері» деген белгісі бар жұмыстар сервисті көрсету үшін ойдан алынған.

status-planned = Жоспарланған
status-due = Жүруі тиіс
status-in-progress = Жүріп жатыр
status-paused = Уақытша тоқтатылды
status-overdue = Мерзімі өтті
status-unreported = Есеп жоқ
status-finished = Аяқталды
status-cancelled = Бас тартылды
status-undated = Басталу күні жоқ

status-planned-means = Жұмыс әлі басталған жоқ.
status-due-means = Жоспар бойынша жұмыс қазір жүруі тиіс, бірақ басталғаны туралы хабар жоқ.
status-in-progress-means = Жұмыстың басталғаны туралы хабарланды.
status-paused-means = Жұмыс уақытша тоқтатылды.
status-overdue-means = Жоспарлы мерзім өтіп кетті, ал жұмыс аяқталған жоқ.
status-unreported-means = Жоспарлы мерзім өтіп кетті, бірақ жұмыс барысы туралы хабар жоқ.
status-finished-means = Жұмыстың аяқталғаны туралы хабарланды.
status-cancelled-means = Бұл жұмыс жүргізілмейді.
status-undated-means = Жоспарда жұмыстың басталу күні көрсетілмеген.

no-dates = Мерзімі көрсетілмеген
date-day = { $year } ж. { $day } { $month }
date-days-in-month = { $year } ж. { $first }–{ $last } { $month }
date-days-in-year = { $year } ж. { $first } { $month } – { $last } { $lastmonth }
date-span = { $first } – { $last }
date-start-alone = Басталуы: { $day }
date-end-alone = Аяқталуы: { $day }
date-month = { $year } ж. { $month }
percent = { $number }%
money = { $currency ->
    [KZT] { $amount } теңге
   *[other] { $amount } { $currency }
}
unit-m = м
unit-km = км
unit-m2 = м²
unit-ha = га
unit-pieces = дана
unit-trees = ағаш
unit-yards = аула
unit-houses = үй

place-kind-street = көше
place-kind-house = үй
place-kind-microdistrict = шағын аудан
place-kind-landmark = орын
place-kind-park = саябақ не гүлзар
place-kind-district = қала ауданы
place-kind-crossing = қиылыс
place-kind-other = орын

draw-point = Нүкте
draw-line = Сызық
draw-area = Аумақ
draw-undo = Соңғы нүктені алып тастау
draw-clear = Қайтадан бастау
draw-hint = Нүкте қою үшін картаны басыңыз. Пернетақтамен: көрсеткілер картаны жылжытады, бос орын пернесі ортасына нүкте қояды, Backspace соңғысын алып тастайды.
