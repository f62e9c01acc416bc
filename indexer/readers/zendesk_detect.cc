// SPDX-License-Identifier: GPL-2.0-or-later
// Tells an export of Zendesk from other JSON.

#include <array>
#include <cstdio>
#include <iterator>
#include <memory>
#include <string_view>

#include "indexer/base/json.h"
#include "indexer/readers/zendesk_export.h"

// Behind json.h, which defines what their assertions do.
#include <rapidjson/filereadstream.h>
#include <rapidjson/reader.h>

namespace funnel::readers {
namespace {

/// Looks at the first record of each list that has a name of Zendesk's; stops the parser (by
/// answering false) when it knows enough.
class Detector : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Detector> {
 public:
  bool found() const { return found_; }

  bool Default() { return true; }
  bool StartObject() {
    ++depth_;
    // A record stands in the named list, or in place of it.
    if (named_ && record_depth_ == 0 && (depth_ == 2 || depth_ == 3)) record_depth_ = depth_;
    return true;
  }
  bool EndObject(rapidjson::SizeType) {
    if (depth_-- == record_depth_) Forget();
    return true;
  }
  bool StartArray() {
    ++depth_;
    return true;
  }
  bool EndArray(rapidjson::SizeType) {
    --depth_;
    return true;
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view key(text, size);
    if (depth_ == 1) {
      Forget();
      for (const std::string_view name : kNames) named_ = named_ || key == name;
    } else if (depth_ == record_depth_) {
      id_ = id_ || key == "id" || key == "source_id";
      mark_ = mark_ || key == "locale" || key == "user_type";
      at_url_ = key == "url";
    }
    return Decide();
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    if (at_url_ && depth_ == record_depth_) {
      mark_ = mark_ || std::string_view(text, size).find("/api/v2/") != std::string_view::npos;
    }
    at_url_ = false;
    return Decide();
  }

 private:
  static constexpr std::string_view kNames[] = {
      "articles",   "article",  "translations", "translation", "sections",      "section",
      "categories", "category", "users",        "user",        "user_segments", "user_segment"};

  void Forget() {
    named_ = id_ = mark_ = at_url_ = false;
    record_depth_ = 0;
  }
  bool Decide() {
    found_ = found_ || (id_ && mark_);
    return !found_;
  }

  int depth_ = 0;
  int record_depth_ = 0;  ///< Of the record being looked at; 0 for none.
  bool named_ = false;
  bool id_ = false;
  bool mark_ = false;
  bool at_url_ = false;
  bool found_ = false;
};

}  // namespace

bool IsZendeskExport(const std::filesystem::path& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  if (file == nullptr) return false;
  std::array<char, 64 * 1024> buffer{};
  rapidjson::FileReadStream stream(file.get(), buffer.data(), buffer.size());
  for (const char mark : {'\xEF', '\xBB', '\xBF'}) {
    if (stream.Peek() == mark) stream.Take();
  }
  // Not by base::ParseJson: of a file that may be far longer than any article, the beginning is
  // enough. Neither the parser nor the detector recurses.
  Detector detector;
  rapidjson::Reader reader;
  reader.Parse<rapidjson::kParseIterativeFlag>(stream, detector);
  return detector.found();
}

}  // namespace funnel::readers
