# Photos: why they are not taken.
photo-error-empty = The file is empty. Choose the photo again.
photo-error-too-large = The file is larger than { $most } MB. Send a smaller photo.
photo-error-not-a-photo = This is not a photo. A JPEG, PNG or WebP picture is wanted.
photo-error-another-format = This is { $format }; a JPEG, PNG or WebP picture is wanted. On an iPhone: Settings → Camera → Formats → Most Compatible.
photo-error-too-many-pixels = The picture has more than { $most } megapixels. Send it reduced.
photo-error-too-small = The picture is too small to see anything in it.
photo-error-damaged = The file is damaged or was not sent to its end. Send the picture again.
photo-number = Photo { $number }: { $told }
