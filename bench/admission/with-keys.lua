-- Requests are made once; each is sent with a key drawn at random.
local requests = {}

function init()
  math.randomseed(1)
  for key in io.lines(os.getenv("KEYS")) do
    requests[#requests + 1] = wrk.format("GET", nil, { ["Authorization"] = "Bearer " .. key })
  end
end

function request()
  return requests[math.random(#requests)]
end
