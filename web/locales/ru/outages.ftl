# Отключения: карта, карточка, список, страница.
outage-kind-water = Холодная вода
outage-kind-hot-water = Горячая вода
outage-kind-heat = Отопление
outage-kind-power = Электричество
outage-kind-gas = Газ
outage-kind-unknown = Вид не указан
