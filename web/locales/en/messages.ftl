# Messages to people: what happened to their works, plans and requests.
message-work-assigned = A work is assigned to you: { $work }
message-work-assigned-body = { $place }. Days: { $days }.
message-work-assigned-many = { $count ->
    [one] { $shown } work is assigned to you
   *[other] { $shown } works are assigned to you
}
message-works-assigned = Works for you in the plan “{ $plan }”: { $newshown }
message-works-assigned-body = New works: { $newshown }. Changed: { $changedshown }.
message-works-assigned-many = Plans with works for you: { $shown }
message-work-taken-away = Given to another contractor: { $work }
message-work-taken-away-body = { $place }. It is no longer yours.
message-work-taken-away-many = Given to other contractors: { $shown }
message-works-taken-away = Given to others by the plan “{ $plan }”: { $countshown }
message-works-taken-away-body = These works are no longer yours.
message-works-taken-away-many = Plans that gave your works to others: { $shown }
message-work-planned = Your work is in the plan: { $work }
message-work-planned-body = { $place }. Days: { $days }. Residents see it now.
message-work-planned-many = Your works are in the plan: { $shown }

message-work-scheduled = The days are fixed: { $work }
message-work-scheduled-body = { $place }. { $days }.
message-work-scheduled-many = Works whose days are fixed: { $shown }
message-work-unscheduled = The days are no longer fixed: { $work }
message-work-unscheduled-body = { $place }. The work stays in the plan.
message-work-unscheduled-many = Works whose days are no longer fixed: { $shown }
message-work-moved = The days were moved: { $work }
message-work-moved-body = { $place }. Before: { $before }. Now: { $days }.
message-work-moved-many = Works whose days were moved: { $shown }
message-extension-asked = More time is asked for: { $work }
message-extension-asked-body = { $place }. New end: { $end }. Answer by { $answer }.
message-extension-asked-many = Requests for more time: { $shown }
message-extension-granted = More time is granted: { $work }
message-extension-granted-body = { $place }. New end: { $end }.
message-extension-granted-many = More time is granted: { $shown }
message-extension-refused = More time is refused: { $work }
message-extension-refused-body = { $place }. Asked for until { $end }. The days stay as they are.
message-extension-refused-many = More time is refused: { $shown }
message-extension-changed = Other days are given: { $work }
message-extension-changed-body = { $place }. New end: { $end }.
message-extension-changed-many = Other days are given: { $shown }
message-extension-withdrawn = A request for more time is withdrawn: { $work }
message-extension-withdrawn-body = { $place }. Asked for until { $end }. No answer is needed.
message-extension-withdrawn-many = Withdrawn requests for more time: { $shown }

message-work-started = Begun: { $work }
message-work-started-body = { $place }. Begun on { $day }.
message-work-started-many = Works begun: { $shown }
message-work-paused = Paused: { $work }
message-work-paused-body = { $place }. Since { $day }.
message-work-paused-many = Works paused: { $shown }
message-work-resumed = Going on again: { $work }
message-work-resumed-body = { $place }. Since { $day }.
message-work-resumed-many = Works going on again: { $shown }
message-work-finished = Reported as finished: { $work }
message-work-finished-body = { $place }. Finished on { $day }. It waits for acceptance.
message-work-finished-many = Finished, waiting for acceptance: { $shown }
message-work-returned = Returned with defects: { $work }
message-work-returned-body = { $place }. { $day }.
message-work-returned-many = Works returned with defects: { $shown }
message-work-accepted = Accepted: { $work }
message-work-accepted-body = { $place }. Accepted on { $day }.
message-work-accepted-many = Works accepted: { $shown }
message-work-cancelled = Called off: { $work }
message-work-cancelled-body = { $place }. { $day }.
message-work-cancelled-many = Works called off: { $shown }

message-plan-with-errors = The plan “{ $plan }” has errors: { $wrongshown }
message-plan-with-errors-body = Rows: { $rowsshown }, with errors: { $wrongshown }. They can be mended on the plan’s page.
message-plan-with-errors-many = Plans with errors: { $shown }
message-plan-unreadable = The plan “{ $plan }” could not be read
message-plan-unreadable-body = { $why }
message-plan-unreadable-many = Plans that could not be read: { $shown }
message-plan-handed-in = A plan waits for your decision: “{ $plan }”
message-plan-handed-in-body = Sent by { $sender }. Rows: { $rowsshown }.
message-plan-handed-in-many = Plans wait for your decision: { $shown }
message-plan-accepted = Plan accepted: “{ $plan }”
message-plan-accepted-body = New works: { $newshown }. Changed: { $changedshown }. They are on the map.
message-plan-accepted-many = Plans accepted: { $shown }
message-plan-not-accepted = Not written yet: the plan “{ $plan }”
message-plan-not-accepted-body = { $why }
message-plan-not-accepted-many = Plans not written yet: { $shown }
message-plan-sent-back = Plan returned: “{ $plan }”
message-plan-sent-back-body = The planner returned it. Mend the rows and hand it in again.
message-plan-sent-back-many = Plans returned: { $shown }
message-plan-withdrawn = Plan withdrawn: “{ $plan }”
message-plan-withdrawn-body = { $sender } no longer asks you to accept it.
message-plan-withdrawn-many = Plans withdrawn: { $shown }

message-place-mended = A place was made certain: “{ $text }”
message-place-mended-body = Works of yours that have a new place on the map: { $countshown }.
message-place-mended-many = Places made certain: { $shown }

message-work-reported = Report from the site: { $work }
message-work-reported-body = { $place }. { $percent }
message-work-reported-many = Reports from the site: { $shown }

message-topic-assigned = Assignments
message-topic-days = Days
message-topic-progress = Progress
message-topic-plans = Plans
message-topic-places = Places on the map
message-topic-site = Reports from the site

message-choice-work-assigned = A work is assigned
message-choice-works-assigned = A plan with works for you is accepted
message-choice-work-taken-away = A work is given to another
message-choice-works-taken-away = A plan gives works to others
message-choice-work-planned = A draft is taken into the plan
message-choice-work-scheduled = Days are fixed
message-choice-work-unscheduled = Days are no longer fixed
message-choice-work-moved = Days are moved
message-choice-extension-asked = More time is asked for
message-choice-extension-granted = More time is granted
message-choice-extension-refused = More time is refused
message-choice-extension-changed = Other days are given
message-choice-extension-withdrawn = A request for more time is withdrawn
message-choice-work-started = A work has begun
message-choice-work-paused = A work is paused
message-choice-work-resumed = A work goes on again
message-choice-work-finished = A work is reported as finished
message-choice-work-returned = A work is returned with defects
message-choice-work-accepted = A work is accepted
message-choice-work-cancelled = A work is called off
message-choice-plan-with-errors = A plan has errors
message-choice-plan-unreadable = A plan could not be read
message-choice-plan-handed-in = A plan waits for a decision
message-choice-plan-accepted = A plan is accepted
message-choice-plan-not-accepted = A plan is not written yet
message-choice-plan-sent-back = A plan is returned
message-choice-plan-withdrawn = A plan is withdrawn
message-choice-place-mended = The place of works is made certain
message-choice-work-reported = A report from the site

# Mails.
mail-messages-subject = { $count ->
    [one] { $shown } new message
   *[other] { $shown } new messages
}
mail-digest-subject = { $count ->
    [one] Today: { $shown } message
   *[other] Today: { $shown } messages
}
mail-messages-open = Open
mail-messages-all = All messages
mail-messages-more = Lines that did not fit into this mail: { $shown }.
mail-messages-why = You choose what comes by mail, and when.
mail-messages-choices = Choose

# Pages.
menu-messages = Messages
menu-mails = Mails that did not leave
unread-messages = { $count ->
    [one] { $shown } unread message
   *[other] { $shown } unread messages
}
messages-title = Messages
messages-kind = About
messages-all-kinds = Everything
messages-unread = New
messages-past = Read
messages-nothing-new = Nothing new.
messages-read = Read
messages-read-one = Read: { $title }
messages-read-all = Mark all as read
messages-choose = What comes by mail
messages-older = Older ones
messages-back = To the messages
messages-choices-title = Mails
messages-choices-about = The page “Messages” has everything. Here is what comes by mail as well, to { $email }.
messages-choices-quiet = From { $first }:00 to { $last }:00 only what is urgent leaves, the rest in the morning.
messages-mail-is-on = Mails come as chosen below.
messages-mail-is-off = Mails are off: all messages are on the page only.
messages-mail-off = Nothing by mail
messages-mail-on = Mails again
messages-mode-at-once = A mail at once
messages-mode-digest = Once a day
messages-mode-page = No mail
messages-hour = When to send what comes once a day
messages-done-saved = Saved.
messages-done-off = Mails are off.
messages-done-on = Mails are on again.
messages-stop-title = Mails about works
messages-stop-about = No more mails? The messages stay on the page “Messages”.
messages-stop-again = Mails can be switched on again in your account.
mails-title = Mails that did not leave
mails-waiting = Waiting to leave: { $shown }.
mails-no-server = No mail server is set (GIS_APP_SMTP_URL): mails wait.
mails-none = All mails have left.
mails-failed = given up
mails-tried = tries: { $count }
mails-next = next try { $at }
mails-do-address = The mail server knows no such address. Ask the person for the right one.
mails-do-server = The mail server did not take it. Look at the server, then send it again.
mails-do-ours = The letter could not be written: a mistake of the program, tell its developers.
mails-person = Who it is
mails-again = Send again
audit-mail-again = A mail was sent again
audit-kind-mail = mail

message-extension-due = An answer about more time is due: { $work }
message-extension-due-body = { $place }. Asked for until { $end }. Last day for an answer: { $answer }.
message-extension-due-many = Answers about more time that are due: { $shown }
message-extension-silent = No answer about more time: { $work }
message-extension-silent-body = { $place }. Asked for until { $end }; an answer was due by { $answer }. Silence is no consent; the days stay as they are.
message-extension-silent-many = No answers about more time: { $shown }
message-choice-extension-due = An answer about more time is due
message-choice-extension-silent = No answer about more time

message-outage-over-work = { $news }: { $what }
message-outage-over-work-body = { $work }, { $place }. Shut-off: { $days }. Your works there: { $countshown }.
message-outage-over-work-many = Shut-offs at your works: { $shown }
message-choice-outage-over-work = A shut-off at my works
message-topic-outages = Shut-offs
outage-news-published = Shut-off at your work
outage-news-extended = Longer shut-off at your work
outage-news-changed = Changed shut-off at your work
outage-news-retracted = Shut-off called off
outage-news-away = The shut-off no longer touches your work

message-appeal-sent = Appeal { $number } was sent to you
message-appeal-sent-body = { $topic }. To be answered by: { $due }.
message-appeal-sent-many = Appeals sent to you: { $shown }
message-appeal-reopened = Appeal { $number } was opened again
message-appeal-reopened-body = { $topic }. It is not solved. To be answered by: { $due }.
message-appeal-reopened-many = Appeals opened again: { $shown }
message-appeal-replied = The applicant replied to appeal { $number }
message-appeal-replied-body = { $topic }. To be answered by: { $due }.
message-appeal-replied-many = Replies of applicants: { $shown }
message-appeal-due = Appeal { $number } is due soon
message-appeal-due-body = { $topic }. To be answered by: { $due }.
message-appeal-due-many = Appeals due soon: { $shown }
message-appeal-overdue = Appeal { $number } is overdue
message-appeal-overdue-body = { $topic }. It was due: { $due }.
message-appeal-overdue-many = Appeals overdue: { $shown }
message-topic-appeals = Appeals
message-choice-appeal-sent = An appeal was sent to you
message-choice-appeal-reopened = An appeal was opened again
message-choice-appeal-replied = An applicant replied
message-choice-appeal-due = An appeal is due soon
message-choice-appeal-overdue = An appeal is overdue
message-appeal-urgent = Urgent appeal { $number }
message-appeal-urgent-body = { $topic }. Call it through at once. To be answered by: { $due }.
message-appeal-urgent-many = Urgent appeals: { $shown }
message-choice-appeal-urgent = An urgent appeal came in
