// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cli/author_name.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "indexer/base/utf8.h"

namespace funnel::cli {
namespace {

constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kEntryBytes = 16 * 1024;

}  // namespace

std::string LoginName() {
  const uid_t user = ::getuid();
  std::vector<char> buffer(kEntryBytes);
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr &&
      AuthorNameProblem(found->pw_name).empty()) {
    return found->pw_name;
  }
  return std::to_string(user);
}

std::string AuthorNameProblem(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes) return "give a name of 1 to 200 bytes";
  if (base::FindInvalidUtf8(name) != std::string_view::npos)
    return "the name is not UTF-8; write it so";
  const bool control = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  return control ? "the name has control characters; leave them out" : std::string();
}

}  // namespace funnel::cli
