# Ажыратулар: карта, карточка, тізім, бет.
outage-kind-water = Салқын су
outage-kind-hot-water = Ыстық су
outage-kind-heat = Жылу
outage-kind-power = Электр
outage-kind-gas = Газ
outage-kind-unknown = Түрі көрсетілмеген
