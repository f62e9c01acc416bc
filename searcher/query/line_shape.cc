// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/line_shape.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "indexer/base/ascii.h"

namespace funnel::query {
namespace {

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLetter(char c) { return IsLower(c) || IsUpper(c); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsNameByte(char c) { return IsLetter(c) || IsDigit(c) || c == '_' || c == '.' || c == '-'; }

template <typename Is>
bool All(std::string_view text, Is&& is) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is);
}

/// "-x", "-name": the name of a short option.
std::string_view ShortOption(std::string_view word) {
  if (word.size() < 2 || word[0] != '-' || !All(word.substr(1), IsLetter)) return {};
  return word.substr(1);
}

/// "--force", "-f", "/quiet".
bool IsOption(std::string_view word) {
  if (word.starts_with("--")) return word.size() > 2 && IsLetter(word[2]);
  if (word.starts_with('/')) return All(word.substr(1), IsLetter);
  return ShortOption(word).size() == 1;
}

/// Not ">" and "|", which also stand in the names of menus and titles.
bool IsShellSign(std::string_view word) {
  static constexpr std::array kSigns = {"&&", "||", "|&", "2>&1", "&>", "<<", "\\", "$", "PS>"};
  return std::find(kSigns.begin(), kSigns.end(), word) != kSigns.end();
}

/// key=value, $env:X, $(x), ${x}.
bool IsAssignment(std::string_view word) {
  if (word.starts_with("$env:") || word.starts_with("$(") || word.starts_with("${")) return true;
  const std::size_t equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 && equals + 1 < word.size() &&
         word[equals + 1] != '=' && IsLetter(word[0]) && All(word.substr(0, equals), IsNameByte);
}

bool IsPlaceholder(std::string_view word) {
  return word.size() > 2 && word.front() == '<' && word.back() == '>';
}

bool IsPathFromHere(std::string_view word) {
  return word == "." || word == ".." || word.starts_with("./") || word.starts_with(".\\") ||
         word.starts_with("../") || word.starts_with("..\\") || word.starts_with("~/");
}

/// Ends like "a.tar" or has a place in front ("/x", "C:\x"), or stands for several ("*.log").
bool IsFileName(std::string_view word) {
  if (word.find('*') != std::string_view::npos) return true;
  if (word.starts_with('/') || word.find('\\') != std::string_view::npos) return true;
  constexpr std::size_t kLongestEnding = 5;
  const std::size_t dot = word.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::string_view ending = word.substr(dot + 1);
  return ending.size() <= kLongestEnding && IsNameByte(word[0]) &&
         All(ending, [](char c) { return IsLower(c) || IsDigit(c); }) &&
         std::any_of(ending.begin(), ending.end(), IsLower);
}

bool IsProgramFile(std::string_view word) {
  static constexpr std::array kEndings = {".exe", ".cmd", ".bat", ".ps1", ".sh"};
  const std::string lower = base::AsciiLower(word);
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    return lower.size() > ending.size() && lower.ends_with(ending);
  });
}

/// A verb that PowerShell's commands begin with, a hyphen, and a capital: "Get-Mailbox".
bool IsPowerShellName(std::string_view word) {
  static constexpr std::array kVerbs = {
      "add",        "approve",  "backup",   "block",     "checkpoint", "clear",     "close",
      "compare",    "complete", "compress", "confirm",   "connect",    "convert",   "convertfrom",
      "convertto",  "copy",     "debug",    "deny",      "deploy",     "disable",   "disconnect",
      "dismount",   "enable",   "enter",    "exit",      "expand",     "export",    "find",
      "foreach",    "format",   "get",      "grant",     "group",      "hide",      "import",
      "initialize", "install",  "invoke",   "join",      "limit",      "lock",      "measure",
      "merge",      "mount",    "move",     "new",       "open",       "optimize",  "out",
      "ping",       "publish",  "push",     "read",      "receive",    "redo",      "register",
      "remove",     "rename",   "repair",   "request",   "reset",      "resize",    "resolve",
      "restart",    "restore",  "resume",   "revoke",    "save",       "search",    "select",
      "send",       "set",      "show",     "skip",      "sort",       "split",     "start",
      "step",       "stop",     "submit",   "suspend",   "switch",     "sync",      "test",
      "trace",      "unblock",  "undo",     "uninstall", "unlock",     "unprotect", "unpublish",
      "unregister", "update",   "use",      "wait",      "watch",      "where",     "write"};
  const std::size_t hyphen = word.find('-');
  constexpr std::size_t kShortestNoun = 3;
  if (hyphen == std::string_view::npos || word.size() < hyphen + 1 + kShortestNoun) return false;
  const std::string_view noun = word.substr(hyphen + 1);
  return IsUpper(word[0]) && IsUpper(noun[0]) && All(noun, IsNameByte) &&
         std::binary_search(kVerbs.begin(), kVerbs.end(), base::AsciiLower(word.substr(0, hyphen)));
}

/// Names of commands that are no words of a question.
bool IsCommonCommand(std::string_view word) {
  static constexpr std::array kCommands = {
      "apt",   "apt-get",  "awk",      "bash",      "brew",       "cd",      "chgrp",   "chmod",
      "chown", "cp",       "curl",     "dd",        "df",         "dig",     "dism",    "dnf",
      "dpkg",  "du",       "gcc",      "git",       "gpupdate",   "grep",    "gunzip",  "gzip",
      "helm",  "ifconfig", "ip",       "ipconfig",  "journalctl", "kubectl", "ln",      "ls",
      "lsblk", "lsof",     "mkdir",    "msiexec",   "mv",         "nbtstat", "nc",      "net",
      "netsh", "netstat",  "nmap",     "npm",       "nslookup",   "openssl", "pacman",  "ps",
      "rm",    "rmdir",    "robocopy", "rpm",       "rsync",      "scp",     "sed",     "sftp",
      "ssh",   "ss",       "sudo",     "systemctl", "tar",        "tcpdump", "tracert", "uname",
      "unzip", "useradd",  "usermod",  "wget",      "xargs",      "xcopy",   "yum",     "zip"};
  return std::find(kCommands.begin(), kCommands.end(), word) != kCommands.end();
}

}  // namespace

bool IsCommandLine(const std::vector<std::string_view>& words) {
  if (words.empty()) return false;
  const auto says = [](std::string_view word) {
    return IsOption(word) || IsShellSign(word) || IsAssignment(word) || IsPlaceholder(word) ||
           IsPathFromHere(word) || IsPowerShellName(word) || word == "sudo";
  };
  if (std::any_of(words.begin(), words.end(), says)) return true;
  constexpr std::size_t kLongestCluster = 2;  // "npm -yarn" is none
  const bool common = IsCommonCommand(words.front());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view option = ShortOption(words[i]);
    if (option.empty()) continue;
    if (common && option.size() <= kLongestCluster) return true;
    if (i > 0 && IsProgramFile(words[i - 1])) return true;
    if (i > 0 && i + 1 < words.size() && IsFileName(words[i + 1])) return true;
  }
  return false;
}

bool LooksLogged(const std::vector<std::string_view>& words) {
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return word.ends_with(':') || word.starts_with('[') || word.ends_with(']') ||
           word.starts_with("0x") || word.starts_with("0X");
  });
}

bool IsMixedCase(std::string_view word) {
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (IsUpper(word[i]) && IsLower(word[i - 1])) return true;
  }
  return false;
}

bool IsCapitalized(std::string_view word) { return !word.empty() && IsUpper(word[0]); }

}  // namespace funnel::query
