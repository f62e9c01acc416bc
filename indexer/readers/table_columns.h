// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/json.h"

namespace funnel::readers {

/// What the columns of a table of articles are, by the names in its first line. Letter case, spaces
/// and '_' for '-' do not count.
///   id        id, _id, article-id, article-number, slug, key: the first of these that is there;
///             without one an article is called by the file and its title
///   title     title, subject, question, name
///   body      body, content, html, answer, text, description
///   summary   summary, and description beside another column for the body
///   lang      lang, language, locale; url: url, link, permalink, html-url
/// Lists (tags, keywords, products, product, versions, symptoms, questions, authors, related) have
/// ';', '|' or line breaks between their items; tags, products and versions commas, too. The other
/// names are those of front matter; who may see an article is read as in its keys, and any other
/// column is kept as an odd key is. A table of tickets (subject with description or body, and
/// comments, requester, assignee or priority) is one of cases.
class TableColumns {
 public:
  /// Nothing where no column has titles or none has bodies: then the table is none of articles. So
  /// is one with a name and a description and no id: lists of all kinds have these.
  static std::optional<TableColumns> Of(const std::vector<std::string>& names);

  std::size_t size() const { return columns_.size(); }

  /// One row as an object that ReadJsonlArticle reads, `stem` being the file's. Cells may be fewer
  /// than columns. An empty cell says nothing, but of who may see the article what an empty key
  /// says.
  std::string Record(const std::vector<std::string>& cells, const std::string& stem) const;

 private:
  struct Column {
    std::string name;  ///< Of ours, or as the table has it.
    bool list = false;
    bool commas = false;     ///< Between the items of a list, too.
    bool restricts = false;  ///< Says who may see the article.
  };

  void WriteBody(base::JsonWriter& writer, const std::string& body) const;

  std::vector<Column> columns_;
  bool cases_ = false;
};

}  // namespace funnel::readers
