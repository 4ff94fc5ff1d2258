# Фотосуреттер: неге қабылданбады.
photo-error-empty = Файл бос. Фотосуретті қайта таңдаңыз.
photo-error-too-large = Файл { $most } МБ-тан үлкен. Кішірек фотосурет жіберіңіз.
photo-error-not-a-photo = Бұл фотосурет емес. JPEG, PNG немесе WebP суреті керек.
photo-error-another-format = Бұл — { $format }, ал JPEG, PNG немесе WebP суреті керек. Айфонда мына баптау көмектеседі: Баптаулар → Камера → Форматтар → «Ең үйлесімді».
photo-error-too-many-pixels = Суретте { $most } мегапиксельден көп. Кішірейтіп жіберіңіз.
photo-error-too-small = Сурет тым кішкентай: ештеңе көрінбейді.
photo-error-damaged = Файл бүлінген немесе толық жіберілмеген. Суретті қайта жіберіңіз.
photo-number = { $number }-сурет: { $told }
