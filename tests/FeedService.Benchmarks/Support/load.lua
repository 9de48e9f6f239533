-- What wrk asks for: feeds at random from a file of "path<TAB>ETag" lines, so many of a hundred with their ETag, at a pace.
-- Arguments: the file, the share with ETag in percent, the mean pause of a connection in milliseconds.
local plain, known, share, pause = {}, {}, 0, 0

function init(args)
  share, pause = tonumber(args[2]), tonumber(args[3])
  for line in io.lines(args[1]) do
    local path, tag = line:match("^([^\t]+)\t(.+)$")
    plain[#plain + 1] = wrk.format("GET", path, { ["Accept-Encoding"] = "gzip" })
    known[#known + 1] = wrk.format("GET", path, { ["Accept-Encoding"] = "gzip", ["If-None-Match"] = tag })
  end
  math.randomseed(1)
end

function request()
  local i = math.random(#plain)
  if math.random(100) <= share then return known[i] end
  return plain[i]
end

function delay()
  if pause == 0 then return 0 end
  return math.floor(math.random() * 2 * pause + 0.5)
end
