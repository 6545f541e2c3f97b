-- Reads one document after another from standard input, in pandoc's sandbox, and answers each with its tree as JSON.
-- Before each stands a line with its length in bytes, its format and how tracked changes are read; before each answer
-- one with "tree" or "error" and its length.
while true do
  local head = io.read("l")
  if head == nil then break end
  local size, format, changes = head:match("^(%d+) (%S+) (%S+)$")
  local source = size == "0" and "" or io.read(tonumber(size))
  local done, said = pcall(function()
    return pandoc.write(pandoc.read(source, format, { track_changes = changes }, {}), "json")
  end)
  said = tostring(said)
  io.write(done and "tree " or "error ", #said, "\n", said)
  io.flush()
end
