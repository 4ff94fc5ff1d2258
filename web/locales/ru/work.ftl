# Карточка и страница работы; страницы ошибок.
card-back = Все работы
card-back-to-picked = К работам в этом месте
card-loading = Загружаем работу…
card-missing = Такой работы нет.
card-failed = Работа сейчас не загрузилась. Попробуйте ещё раз позже.
card-where = Где
card-when = Когда
card-started = Начато { $day }
card-ended = Закончено { $day }
card-contractor = Подрядчик
card-no-phone = телефон не указан
card-all-of-contractor = Все работы этого подрядчика
card-customer = Заказчик
card-unknown = не указан
card-quantity = Объём
card-budget = Стоимость
card-effect = Движение
card-closes-road = Дорога перекрывается
card-surface = Покрытие
card-excavates = Вскрывают покрытие
card-source = Откуда известно
card-source-by-hand = Внесена вручную
card-source-row = { $file }, лист «{ $sheet }», строка { $row }
card-source-file = { $file }, строка { $row }
card-source-link = Объявление
card-progress = Прошло { $percent } срока
card-page = Страница работы
card-on-map = Показать на карте
card-copy = Скопировать ссылку
card-copied = Ссылка скопирована

match-interpolated = Место приблизительное: номер дома рассчитан по соседним.
match-street = Известна только улица: знак стоит в её середине.
match-microdistrict = Известен только микрорайон: знак стоит в его середине.
match-district = Известен только район: знак стоит в его середине.
match-rooftop-base = Знак стоит у основного дома: буквы или дроби нет в реестре.
match-unsure = Место определено неуверенно.
match-none = Место пока не найдено на карте.

work-page-title = { $title } — { $type }
work-picture = Место на карте: { $place }
work-schedule = Как менялся срок
work-events = Что сообщали
event-started = Работа началась
event-paused = Работа приостановлена
event-resumed = Работа продолжена
event-finished = Работа закончена
event-accepted = Работа принята
event-cancelled = Работа отменена
work-open-data = Эта работа в открытых данных

error-400 = Так спросить нельзя
error-404 = Такой страницы нет
error-503 = Сейчас не получается ответить
error-500 = Что-то сломалось у нас
error-400-words = В адресе страницы есть ошибка. Откройте карту и выберите нужное заново.
error-404-words = Возможно, ссылка устарела или в ней опечатка.
error-503-words = Попробуйте ещё раз через минуту.
error-500-words = Мы увидим это в журнале. Если напишете нам, назовите номер запроса.
error-401 = Сначала войдите
error-403 = Это вам не разрешено
error-409 = Это уже изменил кто-то другой
error-413 = Это слишком много за один раз
error-413-words = Большую таблицу сохраните файлом или разделите на части и отправьте снова.
error-429 = Слишком много запросов
error-401-words = Страница открыта тем, кто вошёл в систему.
error-403-words = У вашей учётной записи нет такого права. О правах решает администратор.
error-409-words = Ничего не изменено. Откройте страницу заново и повторите.
error-429-words = Подождите немного и попробуйте снова.
error-request = Номер запроса: { $id }
error-home = Открыть карту работ

interface-title = Данные для программ
interface-words = Все ответы — JSON или GeoJSON (EPSG:4326, сначала долгота). Ошибки отвечают по RFC 9457 (application/problem+json). Описания ниже — на английском, как в /openapi.json.
report-work = Написать об этой работе
work-appeals = Обращения
work-appeals-total = { $count ->
    [one] { $count } обращение
    [few] { $count } обращения
   *[many] { $count } обращений
    }
work-appeals-few = Несколько обращений, меньше пяти
work-appeals-open = { $count ->
    [one] { $count } ждёт ответа
    [few] { $count } ждут ответа
   *[many] { $count } ждут ответа
    }
card-share = Поделиться
card-print = Печать
card-promised = Все обещанные сроки

work-promised-on = Обещано { $day }
work-in-fact = На самом деле
work-today = Красная черта — сегодня
work-outages = Отключения из-за этой работы
work-appeals-topics = О чём обращаются
work-appeals-topic = Тема
work-near = Рядом, в пределах 300 метров
