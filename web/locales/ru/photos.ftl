# Фотографии: почему не приняты.
photo-error-empty = Файл пустой. Выберите фотографию ещё раз.
photo-error-too-large = Файл больше { $most } МБ. Пришлите фотографию поменьше.
photo-error-not-a-photo = Это не фотография. Нужен снимок JPEG, PNG или WebP.
photo-error-another-format = Это { $format }, а нужен снимок JPEG, PNG или WebP. На айфоне помогает: Настройки → Камера → Форматы → «Наиболее совместимые».
photo-error-too-many-pixels = В снимке больше { $most } мегапикселей. Пришлите его уменьшенным.
photo-error-too-small = Картинка слишком маленькая: на ней ничего не разглядеть.
photo-error-damaged = Файл повреждён или передан не до конца. Отправьте снимок ещё раз.
photo-number = Снимок { $number }: { $told }
