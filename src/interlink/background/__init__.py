"""Work that runs later: worker, clock, retries, reaper."""
