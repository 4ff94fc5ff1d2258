# Requests for more time: the list, one request and what it would move.
menu-extensions = Requests for more time
extension-list = Requests for more time
extension-title = Request for more time
extension-waiting = { $count ->
    [0] Nobody waits for an answer.
    [one] { $count } request waits for an answer.
   *[other] { $count } requests wait for an answer.
}
extension-waiting-silent = { $count ->
    [one] For { $count } the term for an answer has passed.
   *[other] For { $count } the term for an answer has passed.
}
extension-by-district = By district
extension-all-districts = All districts
extension-none = There are no requests.
extension-asks = More time is asked for, until { $day }
extension-asks-days = Other days are asked for: { $days }
extension-promised = promised: { $days }
extension-promised-then = Promised days
extension-moved-meanwhile = The days have been moved since: { $days }
extension-answer-by = Silence is no consent. An answer is due by { $day }
extension-silent = { $count ->
    [one] No answer for { $count } day past the term.
   *[other] No answer for { $count } days past the term.
}
extension-silent-means = Silence is no consent; the days stay as they are. It was due by { $day }
extension-granted = Granted as asked.
extension-changed = Another day was given: until { $day }
extension-changed-days = Other days were given: { $days }
extension-refused = Refused.
extension-withdrawn = Withdrawn by the contractor.
extension-look = What this would move
extension-look-answer = See what this would move, and answer
extension-new-end = New end
extension-new-start = New start
extension-now = Promised now: { $days }
extension-words = More about it
extension-words-hint = Needed for “Other reason”. Everybody who opens the work reads this.
extension-photo = Photo { $number }
extension-photos = Photos
extension-photos-hint = Up to five. The contractor and the akimat see them, the public does not.
extension-term = { $count ->
    [one] An answer comes within { $count } working day. Until then the days stay as they are.
   *[other] An answer comes within { $count } working days. Until then the days stay as they are.
}
extension-withdraw = Withdraw the request
extension-withdraw-means = The days stay as they are. You can ask again at any time.
extension-answer = Answer
extension-grant = Grant until { $day }
extension-grant-days = Grant { $days }
extension-change = Give another day
extension-try = Show what this day would move
extension-give = Give until { $day }
extension-give-days = Give { $days }
impact-title = What this would move
impact-added = { $count ->
    [one] { $count } day is added: { $days }
   *[other] { $count } days are added: { $days }
}
impact-tried = Shown for the day that you are trying.
impact-rough = The place of this work is known only roughly (a district or microdistrict), so its neighbours cannot be told.
impact-no-days = This day adds nothing to the promised days.
impact-quiet = Nothing within 15 metres is in the way on these days: no works, no shut-offs, no protected surfaces.
impact-followers = Come after it
impact-followers-means = { $days ->
    [one] Not begun yet; to begin after the old end and at most { $days } day after the new one.
   *[other] Not begun yet; to begin after the old end and at most { $days } days after the new one.
}
impact-neighbours = Beside it on the same days
impact-neighbours-means = Works within 15 metres that go on in the added days: two crews in one street.
impact-outages = Shut-offs on these days
impact-cuts = Protected surfaces that would be dug up
impact-cut-until = Not to be dug up until { $day }
impact-distance = { $m } m
impact-same-contractor = the same contractor
impact-meets = { $count ->
    [one] They meet on { $count } day.
   *[other] They meet on { $count } days.
}
impact-gap = { $count ->
    [0] It begins the day after.
    [one] { $count } day is left between them.
   *[other] { $count } days are left between them.
}
impact-order-surface-waits = This surface is laid after the networks: it cannot begin earlier.
impact-order-digs-up = This work would dig up the new surface.
impact-own-outage = This very work causes the shut-off; it may last longer with it.
