# Letters about accounts.
mail-invitation-subject = Invitation to the map of city works: { $city }
mail-invitation = { $inviter } invites you to the map of works of the city of { $city }. Your role: { $role }.
mail-invitation-term = { $count ->
    [one] The link is valid for { $days } day and works once.
   *[other] The link is valid for { $days } days and works once.
}
mail-invitation-link = Accept the invitation
mail-reset-subject = New password
mail-reset = Hello { $name }! A new password was asked for for your account.
mail-reset-term = { $count ->
    [one] The link is valid for { $minutes } minute and works once.
   *[other] The link is valid for { $minutes } minutes and works once.
}
mail-reset-not-you = If that was not you, do nothing: the password stays as it is.
mail-reset-link = Set a new password
mail-changed-subject = Your password was changed
mail-changed = Hello { $name }! The password of your account was changed.
mail-changed-not-you = If that was not you, set a new password at once and tell an administrator.
mail-changed-link = Set a new password
