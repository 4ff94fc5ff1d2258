# What waits for the person who is signed in.
menu-desk = My tasks
desk-title = My tasks
desk-nothing = Nothing waits for you now.
desk-works-of = Works on the map: { $name }
desk-organisation = About the organisation: { $name }
desk-plans = Plans that wait for a decision
desk-asked = More time asked for
desk-to-accept = Finished, waiting for acceptance
desk-to-report = Their day has come, waiting for a report
desk-drafts = Drafts
