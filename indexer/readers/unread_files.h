// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace funnel::readers {

/// What a file that no reader reads may be.
enum class Unread : std::uint8_t {
  kNone,      ///< A picture, a program, a setting: nobody misses it in a base.
  kDocument,  ///< A document that may be there for readers to fetch (.pdf, .docx), or data (.json,
              ///< .csv).
  kArticle,   ///< An article in another markup (.rst, .adoc): it should have been converted.
};

/// What the file at `path` may be, by its name; of XML by its beginning, too.
Unread UnreadKind(const std::filesystem::path& path);

/// "3 files were not read: 2 .rst, 1 .json; ...", with the remedy; tables (.csv, .tsv) by their
/// names. Empty for none.
std::string UnreadSummary(const std::vector<std::string>& names);

}  // namespace funnel::readers
