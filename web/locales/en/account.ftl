# Signing in, the account, people and rights.
sign-in-link = Sign in
sign-in-title = Sign in for staff
sign-in-about = For the akimat, contractors and the city's services. Residents need no account: the map is open to everybody.
sign-in-button = Sign in
sign-in-mismatch = This address and this password do not belong together.
sign-in-wait = { $count ->
    [one] Too many tries. Try again in { $shown } second.
   *[other] Too many tries. Try again in { $shown } seconds.
}
field-email = E-mail
field-password = Password
menu-account = Account
menu-sign-out = Sign out
account-title = Account
role-administrator = Administrator
role-operator = Operator
role-inspector = Inspector
role-planner = District planner
role-contractor = Contractor
role-executor = Executor of a service
