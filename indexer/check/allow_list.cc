// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/allow_list.h"

#include <fstream>

#include "indexer/base/ascii.h"

namespace funnel::check {

void AllowList::Add(std::string_view entry) {
  entry = base::Trim(entry);
  if (entry.empty()) return;
  exact_.emplace(entry);
  lower_.insert(base::AsciiLower(entry));
}

Result<void> AllowList::AddFile(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) {
    return Fail(ErrorCode::kNotFound, path.string() + ": cannot be read; check the path");
  }
  for (std::string line; std::getline(in, line);) {
    const std::string_view entry = base::Trim(line);
    if (!entry.starts_with('#')) Add(entry);
  }
  if (in.bad()) return Fail(ErrorCode::kIo, path.string() + ": reading failed; try again");
  return {};
}

bool AllowList::HasSecret(std::string_view secret) const {
  return exact_.contains(std::string(secret));
}

bool AllowList::HasAddress(std::string_view address) const {
  const std::string lower = base::AsciiLower(address);
  if (lower_.contains(lower)) return true;
  for (std::size_t at = lower.find('@'); at != std::string::npos; at = lower.find('.', at + 1)) {
    if (lower_.contains(lower.substr(at + 1))) return true;
  }
  return false;
}

}  // namespace funnel::check
