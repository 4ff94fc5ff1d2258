# Есептік жазбалар туралы хаттар.
mail-invitation-subject = Қала жұмыстарының картасына шақыру: { $city }
mail-invitation = { $inviter } сізді { $city } қаласы жұмыстарының картасына шақырады. Рөліңіз: { $role }.
mail-invitation-term = { $count ->
    [one] Сілтеме { $days } күн және тек бір рет жарамды.
   *[other] Сілтеме { $days } күн және тек бір рет жарамды.
}
mail-invitation-link = Шақыруды қабылдау
mail-reset-subject = Жаңа құпиясөз
mail-reset = Сәлеметсіз бе, { $name }! Есептік жазбаңызға жаңа құпиясөз сұралды.
mail-reset-term = { $count ->
    [one] Сілтеме { $minutes } минут және тек бір рет жарамды.
   *[other] Сілтеме { $minutes } минут және тек бір рет жарамды.
}
mail-reset-not-you = Бұл сіз болмасаңыз, ештеңе істемеңіз: құпиясөз бұрынғыдай қалады.
mail-reset-link = Жаңа құпиясөз қою
mail-changed-subject = Құпиясөз өзгерді
mail-changed = Сәлеметсіз бе, { $name }! Есептік жазбаңыздың құпиясөзі өзгерді.
mail-changed-not-you = Бұл сіз болмасаңыз, бірден жаңа құпиясөз қойып, әкімшіге хабарлаңыз.
mail-changed-link = Жаңа құпиясөз қою
