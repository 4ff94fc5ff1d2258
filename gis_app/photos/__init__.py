"""Photos that people send: checked, stripped of everything but the picture, kept in PostGIS.

Whoever takes a photo calls `store_photo` in the transaction of what the photo belongs to, and shows it by `photo_url`.
Who may see it is decided by what it is attached to (gis_app/pages/photos.py asks the rules).
"""
