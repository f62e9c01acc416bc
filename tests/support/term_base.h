// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <doctest/doctest.h>
#include <xapian.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "funnel/article.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::testing {

inline std::string Unique(const std::string& lang, const std::string& id) {
  return std::string(schema::kIdPrefix) + lang + ":" + id;
}

/// A knowledge base with three articles in two tiers and a draft, with these terms.
struct TermBase {
  TempDir dir;

  TermBase() {
    auto writer = store::Writer::Open(dir.path(), {"72"});
    REQUIRE(writer);
    Put(*writer, store::Tier::kPublic, "en", "queue", "spooler queue stuck common", {"Print"});
    Put(*writer, store::Tier::kPublic, "en", "paper", "paper tray common", {"print", "Scan"});
    Put(*writer, store::Tier::kInternal, "th", "case", "spooler crash common", {"Print"});
    Put(*writer, store::Tier::kUnpublished, "en", "draft", "spooler", {});
    REQUIRE(writer->Commit());
  }

  static void Put(store::Writer& writer, store::Tier tier, const std::string& lang,
                  const std::string& id, const std::string& words,
                  const std::vector<std::string>& products) {
    Article article;
    article.id = article.family = id;
    article.lang = lang;
    article.title = "Title of " + id;
    article.source = id + ".md";
    article.products = products;
    Xapian::Document document;
    document.set_data(store::EncodeArticle(article));
    document.add_boolean_term(Unique(lang, id));
    document.add_boolean_term(std::string(schema::kFamilyPrefix) + id);
    for (std::string product : products) {
      if (product[0] < 'a') product[0] = static_cast<char>(product[0] + ('a' - 'A'));
      document.add_boolean_term(std::string(schema::kProductPrefix) + product);
    }
    std::string_view rest = words;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      document.add_term(std::string(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    REQUIRE(writer.Upsert(tier, Unique(lang, id), std::move(document)));
  }
};

}  // namespace funnel::testing
