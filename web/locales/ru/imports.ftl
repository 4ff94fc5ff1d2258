# Uploaded plans: what is stored with an upload, and its pages.
imports-note-check-failed = Проверка прервалась из-за ошибки на нашей стороне. Файл сохранён: запустите проверку ещё раз.
imports-note-already-loaded = Этот же файл уже принят (план { $plan }). Если он снова должен действовать, сохраните его заново.
imports-note-series-changed = За это время принят другой план этой же серии. Строки сравнены заново: посмотрите и примите ещё раз.
imports-note-accept-failed = Принять не удалось из-за ошибки на нашей стороне. Ничего не изменено, попробуйте ещё раз.
imports-note-nothing-good = Принимать нечего: в плане нет ни одной годной строки.
