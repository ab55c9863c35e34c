"""Where files are kept that are written once: a folder, or a bucket that speaks S3.

`protocol` says what a store does, `folder` and `s3` do it, and `opened.store_at` makes the one that an address names.
"""
