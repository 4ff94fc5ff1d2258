"""The evaluation of the geocoder against a judged list that was made without it."""
