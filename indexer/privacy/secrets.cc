// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/privacy/secrets.h"

#include <algorithm>
#include <iterator>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace funnel::privacy {
namespace {

/// "P@$$w0rd" -> "password".
std::string WithoutLeet(std::string_view value) {
  std::string plain = base::AsciiLower(value);
  for (char& c : plain) {
    constexpr std::string_view kFrom = "@$01!35";
    constexpr std::string_view kTo = "asoiies";
    if (const std::size_t at = kFrom.find(c); at != std::string_view::npos) c = kTo[at];
  }
  return plain;
}

std::size_t DistinctCharacters(std::string_view value) {
  std::string sorted(value);
  std::sort(sorted.begin(), sorted.end());
  return static_cast<std::size_t>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
}

}  // namespace

bool IsPlaceholder(std::string_view value) {
  constexpr std::string_view kMarks[] = {"...", "***", "xxx", "XXX", "\xE2\x80\xA6", "___", "---"};
  for (const std::string_view mark : kMarks) {
    if (value.find(mark) != std::string_view::npos) return true;
  }
  constexpr std::string_view kWords[] = {"password", "passwd",   "passw",   "passphrase",  "secret",
                                         "example",  "sample",   "your",    "changeme",    "change",
                                         "dummy",    "redacted", "replace", "placeholder", "insert",
                                         "foobar",   "foo-bar",  "mypass",  "fake",        "hidden",
                                         "removed",  "contoso",  "abcdefg", "123456789"};
  const std::string plain = WithoutLeet(value);
  const std::string lower = base::AsciiLower(value);
  for (const std::string_view word : kWords) {
    if (plain.find(word) != std::string::npos || lower.find(word) != std::string::npos) return true;
  }
  return DistinctCharacters(value) < 4;
}

std::string Hidden(std::string_view secret) {
  std::size_t end = 0;
  for (int i = 0; i < 2; ++i) end = base::CharacterEnd(secret, end + 1);
  return std::string(secret.substr(0, end)) + "***";
}

std::vector<Secret> FindSecrets(std::string_view text) {
  std::vector<Secret> all;
  FindTokens(text, all);
  FindAssignedPasswords(text, all);
  std::stable_sort(all.begin(), all.end(), [](const Secret& a, const Secret& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<Secret> apart;
  for (const Secret& secret : all) {
    if (apart.empty() || secret.begin >= apart.back().end) apart.push_back(secret);
  }
  return apart;
}

}  // namespace funnel::privacy
