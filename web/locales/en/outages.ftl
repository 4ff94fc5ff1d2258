# Outages: map, card, list, page.
outage-kind-water = Cold water
outage-kind-hot-water = Hot water
outage-kind-heat = Heating
outage-kind-power = Electricity
outage-kind-gas = Gas
outage-kind-unknown = Kind not given
