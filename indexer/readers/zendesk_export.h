// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/readers/source_text.h"

namespace funnel::readers {

/// Longest file of a Zendesk export that is read, in bytes: it is in memory as a whole.
inline constexpr std::uint64_t kMaxZendeskBytes = std::uint64_t{512} << 20;

/// Whether the JSON file holds an answer of Zendesk's Help Center API: an object with a list (or
/// one) of articles, translations, sections, categories, users or user_segments, whose first has an
/// id and a locale, a user_type, or an address of that API. Reads no further than needed; false for
/// what cannot be read.
bool IsZendeskExport(const std::filesystem::path& path);

/// What an article's record refers to, from all files of an export.
struct ZendeskCatalog {
  struct Section {
    std::string name;
    std::int64_t category = 0;
    Audience audience = Audience::kPublic;  ///< By its own restrictions.
  };
  /// What the translations of an article need of it.
  struct Source {
    std::int64_t section = 0;
    std::vector<std::string> labels;
    std::vector<std::int64_t> segments;     ///< Of users who may see it; none: everybody.
    Audience audience = Audience::kPublic;  ///< By what it says beside these.
    std::int64_t author = 0;
    std::string written;             ///< The locale it was written in.
    std::set<std::string> articles;  ///< The locales in which it is there as an article.
    std::set<std::string> locales;   ///< These, and those of its translations.
  };
  std::map<std::int64_t, Section> sections;
  std::map<std::int64_t, std::string> categories;
  std::map<std::int64_t, std::string> users;
  std::map<std::int64_t, Audience> segments;
  std::map<std::int64_t, Source> articles;
};

/// One file of an export, parsed.
class ZendeskFile {
 public:
  /// Reads and parses the file. `name` is how diagnostics show it. Fails with kInvalidInput, the
  /// message being a DiagnosticLine.
  static Result<std::shared_ptr<const ZendeskFile>> Read(const std::filesystem::path& path,
                                                         const std::string& name);
  ~ZendeskFile();

  /// Adds what articles in any file may refer to.
  void AddTo(ZendeskCatalog& catalog) const;

  /// The articles and translations in the file.
  std::size_t size() const;

  /// Whether article `index` is one of its own: no translation that is there as an article, too.
  bool IsOwn(std::size_t index, const ZendeskCatalog& catalog) const;

  /// Article `index`:
  ///   id and family: the number of the article, for its translations, too; where two locales are
  ///     one language to us (en-us, en-gb), the one that was not written first gets "-en-gb"
  ///   title, body (HTML as Markdown), lang (locale), url (html_url), created_at, edited_at or
  ///     updated_at, author
  ///   tags: its labels and its section; products: its category
  ///   state: draft, if it is one or hidden, or by another key of Visibility
  ///   audience: partner for signed-in users, internal for agents, for any other segment of users,
  ///     and for a translation whose article is not in the export; narrower by another key of
  ///     Visibility in the article, its translation or its section
  /// Fails with kInvalidInput, the message being a DiagnosticLine. Thread-safe.
  Result<ReadArticle> Get(std::size_t index, const ZendeskCatalog& catalog) const;

 private:
  class Impl;
  explicit ZendeskFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::readers
