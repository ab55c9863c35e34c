"""A folder of a mailbox that receives newsletters and alerts."""
