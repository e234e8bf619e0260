-- What a coder does in Neovim: opens the file, reads, breaks a line, mends it, completes, renames.
local done, wrong = 0, 0
local function check(name, well, more)
  done = done + 1
  if not well then wrong = wrong + 1 end
  io.stdout:write((well and "ok    " or "WRONG ") .. name .. (more and ": " .. tostring(more) or "") .. "\n")
end
local function clients() return (vim.lsp.get_clients or vim.lsp.get_active_clients)() end
local function here() return vim.lsp.util.make_position_params(0, "utf-16") end
local function document() return vim.lsp.util.make_text_document_params() end
local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 8000) or {}) do return answer.result end
end
local function faults() return vim.diagnostic.get(0) end
local function until_(what) return vim.wait(8000, what, 10) end
local function go(pattern, inner) vim.fn.search(pattern, "w"); if inner then vim.fn.search(inner, "") end end

vim.cmd("edit data/libya.ron")
check("the file is known", vim.bo.filetype == "whobacks", vim.bo.filetype)
check("the server starts", until_(function() return #clients() > 0 and ask("textDocument/documentSymbol", { textDocument = document() }) ~= nil end))
vim.wait(800, function() return false end)
check("a sound file has no faults", #faults() == 0, #faults())

go('from: "haftar"', "haftar")
local hover = ask("textDocument/hover", here())
check("an id says who it is", hover and hover.contents.value:find("Khalifa Haftar", 1, true) ~= nil)
local place = ask("textDocument/definition", here())
check("an id leads to its actor", place ~= nil)
local asked = here()
asked.context = { includeDeclaration = true }
local found = ask("textDocument/references", asked)
check("an id is found everywhere", found and #found > 50, found and #found)

local line = vim.fn.search('relation: "backs"', "w")
local before = vim.fn.getline(line)
vim.fn.setline(line, (before:gsub('relation: "backs"', 'relation: "bakcs"')))
check("a fault shows as it is typed", until_(function() return #faults() > 0 end), (faults()[1] or {}).message)
local fault = faults()[1]
if fault then
  local range = { start = { line = fault.lnum, character = fault.col }, ["end"] = { line = fault.end_lnum, character = fault.end_col } }
  vim.api.nvim_win_set_cursor(0, { fault.lnum + 1, fault.col })
  local told = fault.user_data and fault.user_data.lsp
  local actions = ask("textDocument/codeAction", {
    textDocument = document(), range = range,
    context = { diagnostics = { told and told.range and told or { range = range, message = fault.message, code = fault.code } } },
  })
  local fix = actions and actions[1]
  check("it has a quick fix", fix ~= nil, fix and fix.title)
  if fix then
    vim.lsp.util.apply_workspace_edit(fix.edit or ask("codeAction/resolve", fix).edit, "utf-16")
    check("which mends it", vim.fn.getline(line) == before)
    check("and nothing is wrong any more", until_(function() return #faults() == 0 end))
  end
end

vim.fn.append(line - 1, '            (from: "Khal", relation: "backs", to: "gna", quote: "x"),')
vim.api.nvim_win_set_cursor(0, { line, 12 + 7 + 4 })
local offered = ask("textDocument/completion", here())
local fits = {}
for _, item in ipairs(offered and (offered.items or offered) or {}) do
  local own = (item.filterText or item.label) .. " " .. item.label
  if own:find("Khalifa") then fits[#fits + 1] = item.label end
end
check("a name completes to an id", #fits > 0, table.concat(fits, ", "))
vim.fn.deletebufline("%", line, line)

go('from: "haftar"', "haftar")
local rename = here()
rename.newName = "a-new-name"
local edit = ask("textDocument/rename", rename)
check("an actor is renamed", edit ~= nil)
if edit then
  vim.lsp.util.apply_workspace_edit(edit, "utf-16")
  vim.cmd("silent wall")
  vim.wait(800, function() return false end)
  check("and nothing is wrong", #faults() == 0, (faults()[1] or {}).message)
end
local hints = ask("textDocument/inlayHint", {
  textDocument = document(), range = { start = { line = 0, character = 0 }, ["end"] = { line = 500, character = 0 } },
})
check("ids have their names beside them", hints and #hints > 10, hints and #hints)
io.stdout:write(wrong == 0 and ("all is well: " .. done .. " things\n") or (wrong .. " things are wrong\n"))
vim.cmd("qall!")
