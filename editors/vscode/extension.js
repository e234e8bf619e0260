// Starts `whobacks lsp` and hands it every annotation and card that is opened.
"use strict";
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = async () => {
  const settings = workspace.getConfiguration("whobacks");
  const texts = settings.get("texts");
  const args = ["lsp", ...(texts ? ["--texts", texts] : [])];
  const server = { command: settings.get("path"), args };
  client = new LanguageClient("whobacks", "whobacks", server, {
    documentSelector: [{ scheme: "file", language: "whobacks" }],
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{ron,proofs,txt}") },
  });
  await client.start();
};

exports.deactivate = () => client?.stop();
