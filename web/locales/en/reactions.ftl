# Whether residents are satisfied with a finished work.
reaction-title = Are you satisfied with the work?
reaction-ask = Your answer
reaction-yes = Yes
reaction-no = No
reaction-what = With what (if you like)
reaction-with = With
reaction-send = Send the answer
reaction-privacy = No name is needed. One answer per device; you can change it. There is no cookie: your browser itself remembers your answer.
reaction-without-script = Without scripts one answer counts per network address. The address is not kept with the answer.
reaction-thanks = Thank you, your answer counts.
reaction-own-yes = You said: yes.
reaction-own-no = You said: no.
reaction-counts = { $count ->
    [one] { $shown } answer: { $percent } satisfied
   *[other] { $shown } answers: { $percent } satisfied
}
reaction-few = The result is shown from { $least } answers on.
reaction-choose = Choose whether you are satisfied or not.
reaction-report = Report a defect
reaction-failed = The answer was not sent. Please try again later.
reaction-refused-not-finished = Only a finished work can be judged.
reaction-refused-own-work = Others judge your own work: you belong to its customer or contractor.
