// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "indexer/cli/diagnostic.h"
#include "indexer/readers/file_finder.h"

namespace funnel::check {

/// A place in a source file: line and column from 1, in bytes.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// One top-level key of a front matter.
struct FrontMatterKey {
  std::string name;
  std::string value;  ///< Of a scalar; empty for lists and maps.
  Place key_place;
  Place value_place;
  std::size_t end_line = 1;  ///< The line behind its value.
};

/// One article as the rules see it, and what they found.
class CheckedSource {
 public:
  /// A file, its text clean as DecodeSource gives it.
  CheckedSource(const readers::SourceFile& file, std::string text);

  /// An article without front matter of its own: every place is the whole line, or the whole file
  /// where that is 0. The body begins at byte `body`.
  CheckedSource(const readers::SourceFile& file, std::size_t line, std::string text,
                std::size_t body);

  /// Reads the front matter's keys and finds the body. False when the reader will refuse it.
  bool ReadKeys();

  /// Takes the lines of the front matter's key at `line` out, so that the rest can be read: its
  /// lines become empty. False when no key is there.
  bool Blank(std::size_t line);

  const std::string& name() const { return name_; }
  const std::filesystem::path& path() const { return path_; }
  const std::string& text() const { return text_; }
  std::string_view body() const { return std::string_view(text_).substr(body_); }
  std::size_t body_begin() const { return body_; }
  const std::vector<FrontMatterKey>& keys() const { return keys_; }
  bool has_places() const { return !whole_; }

  /// The first of the keys with one of `names`, in the order of the names; null if there is none.
  const FrontMatterKey* Key(std::initializer_list<std::string_view> names) const;

  /// Where byte `offset` of the text stands.
  Place PlaceOf(std::size_t offset) const;

  /// The first byte of line `line` (from 1) of the text; its end for a line behind the last.
  std::size_t LineBegin(std::size_t line) const;

  void Report(const Place& place, cli::Severity severity, std::string rule, std::string message);

  /// At the key's name; at the file's first character without a key.
  void ReportKey(const FrontMatterKey* key, cli::Severity severity, std::string rule,
                 std::string message);

  void Add(cli::Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }
  std::vector<cli::Diagnostic>& diagnostics() { return diagnostics_; }

  Article article;  ///< As the reader gave it.

 private:
  void FindLines();

  std::string name_;
  std::filesystem::path path_;
  std::string text_;
  std::size_t body_ = 0;
  bool whole_ = false;  ///< Every place is `whole_line_`.
  std::size_t whole_line_ = 0;
  std::vector<std::size_t> lines_;  ///< The first byte of each line.
  std::vector<FrontMatterKey> keys_;
  std::vector<cli::Diagnostic> diagnostics_;
};

}  // namespace funnel::check
