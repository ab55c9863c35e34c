-- wrk's own script: ask for the paths in the file that PATHS names, in turn, and end with one line of figures.
local paths, place = {}, 0
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
request = function()
  place = place % #paths + 1
  return wrk.format("GET", paths[place], { ["Accept-Encoding"] = "gzip" })
end
done = function(summary, latency)
  local errors = summary.errors
  print(string.format('{"requests": %d, "seconds": %.6f, "bytes": %d, "median_ms": %.4f, "p95_ms": %.4f, "failed": %d}',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
