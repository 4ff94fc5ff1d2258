# Вход, учётная запись, люди и права.
sign-in-link = Войти
sign-in-title = Вход для сотрудников
sign-in-about = Для акимата, подрядчиков и служб города. Жителям вход не нужен: карта открыта всем.
sign-in-button = Войти
sign-in-mismatch = Адрес и пароль не подходят друг к другу.
sign-in-wait = { $count ->
    [one] Слишком много попыток. Повторите через { $shown } секунду.
    [few] Слишком много попыток. Повторите через { $shown } секунды.
   *[many] Слишком много попыток. Повторите через { $shown } секунд.
}
field-email = Электронная почта
field-password = Пароль
menu-account = Учётная запись
menu-sign-out = Выйти
account-title = Учётная запись
role-administrator = Администратор
role-operator = Оператор
role-inspector = Инспектор
role-planner = Планировщик района
role-contractor = Подрядчик
role-executor = Исполнитель службы
