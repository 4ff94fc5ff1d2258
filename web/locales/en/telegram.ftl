telegram-begun = Done: you follow “{ $place }”. News of works and shut-offs come here.
    Change or stop: { $link }
    Stop all: /stop
telegram-stopped = Done: you follow nothing any more. Nothing about you was kept.
telegram-follows-nothing = You follow nothing.
telegram-unknown = This link is not valid any more. Choose the place again: { $link }
telegram-means = This bot tells of works and shut-offs near your home. Choose a place: { $link }
    Stop all: /stop
follow-ways = Or without mail
follow-ways-means = No address is needed.
follow-push = Notifications in this browser
follow-push-refused = The browser does not allow notifications. Allow them for this site in its settings and try again.
follow-push-failed = The browser's notification service does not answer. Try later, or leave an e-mail address.
follow-telegram = Telegram
follow-telegram-title = One more step: press Start
follow-telegram-means = Open the chat with the bot and press Start: then news about “{ $place }” come there. The bot answers within a minute.
follow-telegram-open = Open Telegram
follow-telegram-by-hand = It does not open? Find the bot { $bot } and send it: { $words }
follow-telegram-done = I pressed Start — go on
