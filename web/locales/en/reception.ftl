# The reception: queue, appeal, new appeal, executors and contractors.
reception-title = Reception
reception-pages = The reception's pages
reception-views = What to show
reception-view-waiting = wait for a decision
reception-view-overdue = overdue
reception-view-today = due today
reception-view-soon = due in three days
reception-view-urgent = urgent
reception-view-mine = mine
reception-view-executors = with executors
reception-view-open = all open
reception-view-closed = closed
reception-view-all = all appeals
reception-new = New appeal
reception-share = Solved at once
reception-words = Words, number or outside number
reception-topic = Topic
reception-district = District
reception-body = Who answers
reception-kind = Kind
reception-channel = Channel
reception-status = State
reception-kind-complaint = complaint
reception-kind-request = request
reception-kind-proposal = proposal
reception-kind-enquiry = enquiry
reception-kind-thanks = thanks
reception-channel-web = web
reception-channel-phone = phone
reception-channel-front-office = front office
reception-channel-letter = letter
reception-channel-social = social network
reception-channel-mobile = mobile app
reception-channel-import = another system
reception-channel-open311 = Open311
reception-hide-map = Hide the map
reception-show-map = On the map
reception-map = Appeals on the map. All of them are in the list below too.
reception-first-page = To the beginning
reception-nothing = Nothing here: nothing waits.
reception-nothing-found = Nothing was found for this.
reception-standing-overdue = Overdue
reception-standing-due-today = Today
reception-standing-due-soon = Soon
reception-until = Until
reception-no-term = no term
reception-place-pin = a pin on the map
reception-no-place = place not found
reception-metres = { $count } m
reception-choose = choose
reception-nobody = nobody yet
reception-operator = Operator: { $name }
reception-came = Received
reception-external = outside no. { $number }
reception-term = Term by law
reception-repeats = Repeats the appeal
reception-links = What explains it
reception-link-proposed = proposed
reception-link-confirmed = confirmed
reception-link-rejected = rejected
reception-contractor = Contractor
reception-customer = Customer
reception-why = Why: { $percent }
reception-decided = Decided by { $name }
reception-confirm = Confirm
reception-reject = Not this
reception-no-links = No works or shut-offs nearby explain this.
reception-no-links-place = The place is not known, so neither are the works near it.
reception-score-place = Place
reception-score-topic = Topic
reception-score-time = Time
reception-fit-full = about this very thing
reception-fit-part = close to the topic
reception-fit-weak = indirectly
reception-answers = Answers
reception-not-answered = No answer was sent yet.
reception-story = History
reception-inner = not shown to the applicant
reception-by-applicant = the applicant
reception-by-rule = the program
reception-event-question = A question to the applicant
reception-event-reply = The applicant's reply
reception-now = What to do
reception-take = Take it
reception-take-over = Take over from a colleague
reception-send = Send to an executor
reception-redirect = Redirect to another body
reception-refuse = Refuse with a reason
reception-merge = Join to another one
reception-merge-number = Number of the appeal that it repeats
reception-split = Part: it is another matter
reception-retopic = Change the topic
reception-rebody = Give to another executor
reception-call-back = Call back to the reception
reception-lay-back = Lay it back
reception-confirm-solved = The applicant says: solved
reception-reopen = Open again
reception-withdraw = The applicant withdraws
reception-closed = All is done with this appeal.
reception-advice = What to say now
reception-ask = Ask:
reception-stale = Somebody was quicker: { $who }, { $at }: “{ $what }”. Below is how the appeal stands now; nothing of yours was written.
reception-refused = This cannot be done now. See below how the appeal stands.
reception-done-taken = The appeal is yours.
reception-done-step = Done.
reception-done-topic = The topic was changed, and the links to works were found anew.
reception-done-body = The executor was changed.
reception-done-link = Your word about the link is kept.
reception-done-merged = The appeals were joined.
reception-done-split = The appeals were parted.
reception-done-answered = The answer was sent.
reception-done-made = The appeal was registered.
reception-done-known = This appeal stands in the register already: here it is.
menu-reception = Reception
reception-found = { $count ->
    [one] { $shown } appeal
   *[other] { $shown } appeals
}
reception-explained = { $count ->
    [one] { $count } explanation
   *[other] { $count } explanations
}
reception-followers = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
reception-children = { $count ->
    [one] { $count } appeal was joined to it:
   *[other] { $count } appeals were joined to it:
}
