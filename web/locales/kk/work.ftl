# Жұмыс карточкасы мен беті; қате беттері.
card-back = Барлық жұмыстар
card-back-to-picked = Осы жердегі жұмыстарға
card-loading = Жұмыс жүктелуде…
card-missing = Мұндай жұмыс жоқ.
card-failed = Жұмыс қазір жүктелмеді. Кейінірек қайталап көріңіз.
card-where = Қайда
card-when = Қашан
card-started = Басталды: { $day }
card-ended = Аяқталды: { $day }
card-contractor = Мердігер
card-no-phone = телефоны көрсетілмеген
card-all-of-contractor = Осы мердігердің барлық жұмыстары
card-customer = Тапсырыс беруші
card-unknown = көрсетілмеген
card-quantity = Көлемі
card-budget = Құны
card-effect = Қозғалыс
card-closes-road = Жол жабылады
card-surface = Жол төсемі
card-excavates = Жол төсемі қазылады
card-source = Қайдан белгілі
card-source-by-hand = Қолмен енгізілген
card-source-row = { $file }, «{ $sheet }» парағы, { $row }-жол
card-source-file = { $file }, { $row }-жол
card-source-link = Хабарландыру
card-progress = Мерзімнің { $percent } өтті
card-page = Жұмыс беті
card-on-map = Картада көрсету
card-copy = Сілтемені көшіру
card-copied = Сілтеме көшірілді

match-interpolated = Орны шамамен көрсетілген: үй нөмірі көрші үйлер бойынша есептелген.
match-street = Тек көшесі белгілі: белгі көшенің ортасында тұр.
match-microdistrict = Тек шағын ауданы белгілі: белгі оның ортасында тұр.
match-district = Тек ауданы белгілі: белгі оның ортасында тұр.
match-rooftop-base = Белгі негізгі үйдің жанында тұр: әрпі не бөлшегі тізілімде жоқ.
match-unsure = Орны нақты анықталмаған.
match-none = Орны картадан әлі табылмады.

work-page-title = { $title } — { $type }
work-picture = Картадағы орны: { $place }
work-schedule = Мерзім қалай өзгерді
work-events = Не хабарланды
event-started = Жұмыс басталды
event-paused = Жұмыс уақытша тоқтатылды
event-resumed = Жұмыс жалғасты
event-finished = Жұмыс аяқталды
event-accepted = Жұмыс қабылданды
event-cancelled = Жұмыстан бас тартылды
work-open-data = Бұл жұмыс ашық деректерде

error-400 = Бұлай сұрауға болмайды
error-404 = Мұндай бет жоқ
error-503 = Қазір жауап бере алмай тұрмыз
error-500 = Біздің жақта ақау шықты
error-400-words = Беттің мекенжайында қате бар. Картаны ашып, қажеттісін қайта таңдаңыз.
error-404-words = Сілтеме ескірген немесе онда қате болуы мүмкін.
error-503-words = Бір минуттан кейін қайталап көріңіз.
error-500-words = Бұл журналымызға жазылды. Бізге жазсаңыз, сұраныс нөмірін көрсетіңіз.
error-401 = Алдымен кіріңіз
error-403 = Бұған сізге рұқсат жоқ
error-409 = Мұны басқа біреу өзгертіп қойды
error-413 = Бір жолғы жіберуге тым көп
error-413-words = Үлкен кестені файл етіп сақтаңыз немесе бөліктерге бөліп, қайта жіберіңіз.
error-429 = Сұрау тым көп
error-401-words = Бет жүйеге кіргендерге ашық.
error-403-words = Есептік жазбаңызда мұндай құқық жоқ. Құқықтарды әкімші береді.
error-409-words = Ештеңе өзгертілген жоқ. Бетті қайта ашып, қайталаңыз.
error-429-words = Біраз күтіп, қайта көріңіз.
error-request = Сұраныс нөмірі: { $id }
error-home = Жұмыстар картасын ашу

interface-title = Бағдарламаларға арналған деректер
interface-words = Барлық жауаптар — JSON немесе GeoJSON (EPSG:4326, алдымен бойлық). Қателер RFC 9457 (application/problem+json) бойынша беріледі. Төмендегі сипаттамалар /openapi.json ішіндегідей ағылшынша.
report-work = Осы жұмыс туралы жазу
work-appeals = Өтініштер
work-appeals-total = { $count ->
    [one] { $count } өтініш
   *[other] { $count } өтініш
    }
work-appeals-few = Бірнеше өтініш, бестен аз
work-appeals-open = { $count ->
    [one] { $count } жауап күтіп тұр
   *[other] { $count } жауап күтіп тұр
    }
card-share = Бөлісу
card-print = Басып шығару
card-promised = Уәде етілген барлық мерзім

work-promised-on = Уәде берілген күні: { $day }
work-in-fact = Іс жүзінде
work-today = Қызыл сызық — бүгін
work-outages = Осы жұмысқа байланысты ажыратулар
work-appeals-topics = Өтініштер не туралы
work-appeals-topic = Тақырып
work-near = Жақын жерде, 300 метрге дейін
