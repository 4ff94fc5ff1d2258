# Мои дела: что ждёт того, кто вошёл.
menu-desk = Мои дела
desk-title = Мои дела
desk-nothing = Сейчас вас ничего не ждёт.
desk-works-of = Работы на карте: { $name }
desk-organisation = Об организации: { $name }
desk-plans = Планы ждут решения
desk-asked = Просят продлить срок
desk-to-accept = Завершены, ждут приёмки
desk-to-report = Срок наступил, ждут сообщения
desk-drafts = Черновики
