# Кіру, есептік жазба, адамдар мен құқықтар.
sign-in-link = Кіру
sign-in-title = Қызметкерлерге арналған кіру
sign-in-about = Әкімдікке, мердігерлерге және қала қызметтеріне арналған. Тұрғындарға кірудің қажеті жоқ: карта бәріне ашық.
sign-in-button = Кіру
sign-in-mismatch = Пошта мен құпиясөз бір-біріне сәйкес келмейді.
sign-in-wait = { $count ->
    [one] Әрекет тым көп. { $shown } секундтан кейін қайталаңыз.
   *[other] Әрекет тым көп. { $shown } секундтан кейін қайталаңыз.
}
field-email = Электрондық пошта
field-password = Құпиясөз
menu-account = Есептік жазба
menu-sign-out = Шығу
account-title = Есептік жазба
role-administrator = Әкімші
role-operator = Оператор
role-inspector = Инспектор
role-planner = Аудан жоспарлаушысы
role-contractor = Мердігер
role-executor = Қызмет орындаушысы
