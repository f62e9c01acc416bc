// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "funnel/result.h"
#include "indexer/readers/source_text.h"

namespace funnel::readers {

/// One line of a file.
struct JsonlLine {
  std::string text;        ///< Without the line's end; empty when the line is too long.
  std::size_t number = 0;  ///< From 1.
  std::size_t bytes = 0;   ///< Read from the file for it.
  bool too_long = false;   ///< Over kMaxArticleBytes; it was skipped.
};

/// Reads a file line by line, whatever its size.
class JsonlLines {
 public:
  explicit JsonlLines(const std::filesystem::path& path);

  /// False when the file could not be opened or a read failed.
  bool good() const { return !in_.bad() && opened_; }

  /// The next line that is not blank; nothing at the end.
  std::optional<JsonlLine> Next();

 private:
  std::ifstream in_;
  bool opened_ = false;
  std::size_t number_ = 0;
};

/// The article in one line of JSON: an object with our field names (id, family, lang, title,
/// summary, body or text, products, versions, tags, kind, audience, state, confidence, created,
/// updated, review-by, authors, symptoms, questions, related, url), or those of IR collections
/// (_id, title, text, lang, product, date, url), or a case (IsCaseRecord). `body` is Markdown,
/// `text` is plain. As `export` writes them: `imported-from` (Article::source) and `extra`, an
/// object of texts. The keys of visibility_keys.h are read as Visibility has them. A `body`
/// that begins with front matter which restricts who may see it is refused. Days by other names are
/// ForeignDates'. Other keys go to `extra`, and with a warning a value that our key cannot hold. A
/// line without `lang` is in `lang` if that is given, else detected. Fails with kInvalidInput; the
/// message is "file:line: error: what, and what to do". Thread-safe.
Result<ReadArticle> ReadJsonlArticle(std::string_view line, std::size_t number,
                                     const std::string& file, const std::string& lang);

}  // namespace funnel::readers
