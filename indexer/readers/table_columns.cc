// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/table_columns.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "indexer/base/add_once.h"
#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/readers/foreign_dates.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/visibility_keys.h"
#include "indexer/text/markup/anchor.h"
#include "indexer/text/markup/html_text.h"
#include "indexer/text/markup/html_to_markdown.h"

namespace funnel::readers {
namespace {

using Names = std::initializer_list<std::string_view>;

constexpr std::string_view kIds[] = {"id", "_id", "article-id", "article-number", "slug", "key"};
constexpr std::string_view kTitles[] = {"title", "subject", "question", "name"};
constexpr std::string_view kBodies[] = {"body", "content", "html", "answer", "text", "description"};
/// Names of ours for those of systems that save tables, beside the keys of front matter.
constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
    {"locale", "lang"},        {"link", "url"},         {"permalink", "url"},
    {"html-url", "url"},       {"tag", "tags"},         {"labels", "tags"},
    {"question", "questions"}, {"version", "versions"}, {"symptom", "symptoms"}};

bool Has(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string NormalName(std::string_view name) {
  std::string normal = base::AsciiLower(base::Trim(name));
  std::replace_if(
      normal.begin() + (normal.starts_with('_') ? 1 : 0), normal.end(),
      [](char c) { return c == ' ' || c == '_'; }, '-');
  return normal;
}

/// The key of ForeignDates that is written so but for letter case, spaces, '-' and '_'; else empty.
std::string_view DateKeyOf(std::string_view normal) {
  const auto letters = [](std::string_view name) {
    std::string out = base::AsciiLower(name);
    out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c == '-' || c == '_'; }),
              out.end());
    return out;
  };
  for (const std::string_view name : ForeignDates::Names()) {
    if (letters(name) == letters(normal)) return name;
  }
  return {};
}

/// The column with the first of `wanted` that is there; `names.size()` for none.
template <std::size_t size>
std::size_t FirstOf(const std::string_view (&wanted)[size], const std::vector<std::string>& names) {
  for (const std::string_view one : wanted) {
    const auto found = std::find(names.begin(), names.end(), one);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  }
  return names.size();
}

std::vector<std::string> ItemsOf(std::string_view cell, bool commas) {
  std::vector<std::string> items;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find_first_of(commas ? ";|\n," : ";|\n"), cell.size());
    base::AddOnce(std::string(base::Trim(cell.substr(0, end))), items);
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return items;
}

/// Whether a text is meant as Markdown: it has headings, lists, links, code or strong words.
bool LooksLikeMarkdown(std::string_view text) {
  for (const std::string_view mark : {"](", "**", "```"}) {
    if (text.find(mark) != std::string_view::npos) return true;
  }
  for (std::size_t at = 0; at < text.size(); at = std::min(text.find('\n', at), text.size()) + 1) {
    const std::string_view line = text.substr(at, 8);
    const std::size_t number = std::min(line.find_first_not_of("0123456789"), line.size());
    if (line.starts_with("# ") || line.starts_with("## ") || line.starts_with("### ") ||
        line.starts_with("- ") || line.starts_with("* ") ||
        (number > 0 && line.substr(number).starts_with(". "))) {
      return true;
    }
  }
  return false;
}

bool IsHtml(std::string_view text) {
  for (const std::string_view tag : {"</h", "</a>", "</b>", "</strong>", "</em>", "</i>", "</span>",
                                     "</pre>", "</code>", "<img ", "<p>"}) {
    if (text.find(tag) != std::string_view::npos) return true;
  }
  return text::LooksLikeHtml(text);
}

}  // namespace

std::optional<TableColumns> TableColumns::Of(const std::vector<std::string>& names) {
  std::vector<std::string> normal;
  for (const std::string& name : names) normal.push_back(NormalName(base::ToValidUtf8(name)));
  const auto has = [&](Names wanted) {
    return std::any_of(normal.begin(), normal.end(),
                       [&](const std::string& name) { return Has(wanted, name); });
  };
  const std::size_t none = normal.size();
  const std::size_t id = FirstOf(kIds, normal);
  const std::size_t title = FirstOf(kTitles, normal);
  const std::size_t body = FirstOf(kBodies, normal);
  if (title == none || body == none) return std::nullopt;
  const bool weak = normal[title] == "name" && normal[body] == "description";
  if (weak && id == none) return std::nullopt;
  TableColumns table;
  table.cases_ = normal[title] == "subject" && has({"description", "body"}) &&
                 has({"comments", "requester", "requester-email", "requester-name", "assignee",
                      "assignee-name", "priority"});
  for (std::size_t i = 0; i < names.size(); ++i) {
    Column column{base::ToValidUtf8(base::Trim(names[i])), false, false, false};
    const auto other = std::find_if(std::begin(kOtherNames), std::end(kOtherNames),
                                    [&](const auto& pair) { return pair.first == normal[i]; });
    const KnownKey known =
        KnownFrontMatterKey(other == std::end(kOtherNames) ? normal[i] : other->second);
    column.restricts = VisibilityKeyOf(normal[i]) != VisibilityKey::kNone;
    if (i == id) {
      column.name = "id";
    } else if (table.cases_) {
      column.name = normal[i];
      std::replace(column.name.begin(), column.name.end(), '-', '_');
      column.list = normal[i] == "comments";
    } else if (i == title) {
      column.name = "title";
    } else if (i == body) {
      column.name = "body";
    } else if (!column.restricts && !known.name.empty() && known.name != "id" &&
               known.name != "title") {
      column.name = known.name;
      column.list = known.list;
      column.commas = Has({"tags", "products", "versions"}, known.name);
    } else if (const auto date = DateKeyOf(normal[i]); !date.empty()) {
      column.name = date;
    } else if (Has({"id", "title", "body", "text", "extra", "subject", "comments"}, normal[i])) {
      column.name = "other-" + normal[i];  // The records' reader knows it; this is another column.
    }
    table.columns_.push_back(std::move(column));
  }
  return table;
}

void TableColumns::WriteBody(base::JsonWriter& writer, const std::string& body) const {
  if (cases_) return base::WriteMember(writer, "description", body);
  if (IsHtml(body)) {
    if (const auto markdown = text::HtmlToMarkdown(body)) {
      return base::WriteMember(writer, "body", *markdown);
    }
  }
  base::WriteMember(writer, LooksLikeMarkdown(body) ? "body" : "text", body);
}

std::string TableColumns::Record(const std::vector<std::string>& cells,
                                 const std::string& stem) const {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  bool named = false;
  std::string title;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    const std::string cell = i < cells.size() ? cells[i] : std::string();
    const bool empty = base::Trim(cell).empty();
    if (column.name.empty()) continue;
    if (column.name == "id") named = named || !empty;
    if (column.name == "title" || column.name == "subject") title = cell;
    if (column.name == "body") {
      WriteBody(writer, cell);
    } else if (column.restricts && empty) {
      base::JsonKey(writer, column.name);
      writer.Null();
    } else if (empty) {
      continue;
    } else if (column.list) {
      base::WriteMember(writer, column.name,
                        cases_ ? std::vector<std::string>{cell} : ItemsOf(cell, column.commas));
    } else {
      base::WriteMember(writer, column.name, cell);
    }
  }
  if (!named && !base::Trim(title).empty()) {
    base::WriteMember(writer, "id", stem + "/" + text::AnchorMaker().Next(base::Trim(title)));
  }
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace funnel::readers
