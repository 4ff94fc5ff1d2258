without-network-now = Желі жоқ.
without-network-as-of = { $moment } күйіндегі көшірме
without-network-title = Желі жоқ
without-network-means = Бұл бет қазір ашылмайды. Жақында қараған орындар мен жұмыстар желісіз де ашылады.
without-network-again = Қайта көру
without-network-kept = Жақында ашылғандар
without-network-none = Сақталған беттер әзірге жоқ. Мекенжайды немесе жұмысты ашқанда пайда болады.
without-network-open-map = Жұмыстар картасы
