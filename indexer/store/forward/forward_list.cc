// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/forward_list.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kFilePrefix = "forward-";

/// A number as ToString writes it.
std::optional<std::uint64_t> Number(std::string_view digits) {
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || digits.starts_with('0')) return std::nullopt;
  return number;
}

}  // namespace

Result<SegmentList> SegmentList::Parse(std::string_view text, const std::string& name) {
  SegmentList list;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const auto number = Number(text.substr(at, end - at));
    const bool rises = list.numbers.empty() || number > list.numbers.back();
    if (!number || !rises || end + 1 == text.size()) {
      return Fail(ErrorCode::kCorrupt,
                  name + ": the list of its forward files is damaged; run funnel-indexer rebuild");
    }
    list.numbers.push_back(*number);
    at = end + 1;
  }
  return list;
}

std::string SegmentList::ToString() const {
  std::string text;
  for (const std::uint64_t number : numbers) {
    if (!text.empty()) text += ' ';
    text += std::to_string(number);
  }
  return text;
}

fs::path SegmentPath(const fs::path& folder, std::uint64_t number) {
  return folder / std::string(kFilePrefix).append(std::to_string(number));
}

SegmentList ForwardSegments(const Xapian::Database& database, const fs::path& folder) {
  auto list =
      SegmentList::Parse(database.get_metadata(std::string(schema::kForwardKey)), folder.string());
  if (!list) throw Failure(list.error());
  return *std::move(list);
}

void DropUnlisted(const fs::path& folder, const std::vector<SegmentList>& lists) {
  const auto is_listed = [&](std::string_view digits) {
    const auto number = Number(digits);
    return number && std::any_of(lists.begin(), lists.end(), [&](const SegmentList& list) {
             return std::binary_search(list.numbers.begin(), list.numbers.end(), *number);
           });
  };
  std::vector<fs::path> unlisted;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kFilePrefix) && !is_listed(name.substr(kFilePrefix.size()))) {
      unlisted.push_back(entry.path());
    }
  }
  for (const fs::path& path : unlisted) fs::remove(path);
}

}  // namespace funnel::store
