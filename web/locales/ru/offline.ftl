without-network-now = Нет сети.
without-network-as-of = Копия на { $moment }
without-network-title = Нет сети
without-network-means = Эта страница сейчас недоступна. Места и работы, которые вы недавно смотрели, открываются и без сети.
without-network-again = Попробовать ещё раз
without-network-kept = Недавно открытые
without-network-none = Сохранённых страниц пока нет. Они появятся, когда вы откроете адрес или работу.
without-network-open-map = Карта работ
