// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/jsonl_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "indexer/base/add_once.h"
#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/json.h"
#include "indexer/base/known_language.h"
#include "indexer/readers/case_record.h"
#include "indexer/readers/date.h"
#include "indexer/readers/foreign_dates.h"
#include "indexer/readers/front_matter_split.h"
#include "indexer/readers/json_value.h"
#include "indexer/readers/markdown.h"
#include "indexer/readers/visibility.h"
#include "indexer/text/markup/author_remarks.h"

namespace funnel::readers {
namespace {

using Value = rapidjson::Value;

constexpr std::size_t kMaxDepth = 32;  ///< Of values kept in `extra`: they are written recursively.

struct TextKey {
  std::string_view name;
  std::string Article::*field;
};
constexpr TextKey kTextKeys[] = {{"id", &Article::id},
                                 {"_id", &Article::id},
                                 {"family", &Article::family},
                                 {"lang", &Article::lang},
                                 {"title", &Article::title},
                                 {"summary", &Article::summary},
                                 {"body", &Article::body},
                                 {"text", &Article::text},
                                 {"url", &Article::url},
                                 {"created", &Article::created},
                                 {"updated", &Article::updated},
                                 {"review-by", &Article::review_by},
                                 {"imported-from", &Article::source}};

struct ListKey {
  std::string_view name;
  std::vector<std::string> Article::*field;
};
constexpr ListKey kListKeys[] = {
    {"products", &Article::products},   {"product", &Article::products},
    {"versions", &Article::versions},   {"tags", &Article::tags},
    {"authors", &Article::authors},     {"symptoms", &Article::symptoms},
    {"questions", &Article::questions}, {"related", &Article::related}};

template <class Table>
auto Find(const Table& table, std::string_view name) {
  const auto found = std::find_if(std::begin(table), std::end(table),
                                  [&](const auto& key) { return key.name == name; });
  return found == std::end(table) ? nullptr : &*found;
}

bool DeeperThan(const Value& value, std::size_t limit) {
  if (!value.IsObject() && !value.IsArray()) return false;
  if (limit == 0) return true;
  if (value.IsArray()) {
    return std::any_of(value.Begin(), value.End(),
                       [&](const Value& item) { return DeeperThan(item, limit - 1); });
  }
  return std::any_of(value.MemberBegin(), value.MemberEnd(),
                     [&](const auto& member) { return DeeperThan(member.value, limit - 1); });
}

std::string Json(const Value& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

/// The members of one object, as fields of an article.
class MemberReader {
 public:
  MemberReader(const std::string& file, std::size_t number, ReadArticle& read)
      : file_(file),
        number_(number),
        read_(read),
        article_(read.article),
        visibility_(KeySource::kRecord, file) {}

  Result<void> Read(std::string_view key, const Value& value) {
    const auto taken = visibility_.Take(key, KeyValueOf(value));
    if (!taken) return base::FailAt(file_, number_, 0, taken.error().message);
    if (*taken || value.IsNull()) return {};
    if (const TextKey* known = Find(kTextKeys, key)) return ReadText(*known, value);
    if (const ListKey* known = Find(kListKeys, key)) return ReadList(*known, value);
    if (key == "kind") return Assign(key, value, ParseKind(Text(value)), article_.kind);
    if (key == "confidence") {
      return Assign(key, value, ParseConfidence(Text(value)), article_.confidence);
    }
    if (key == "extra" && ReadExtra(value)) return {};
    if (dates_.Take(key, Text(value))) return {};
    if (const auto wrong = MisspeltVisibilityKey(key, KeyValueOf(value)); !wrong.empty()) {
      return base::FailAt(file_, number_, 0, wrong);
    }
    return Keep(key, value);
  }

  Result<void> Finish() {
    dates_.Apply(article_);
    const auto warning = visibility_.Apply(article_);
    if (!warning) return base::FailAt(file_, number_, 0, warning.error().message);
    if (!warning->empty()) {
      read_.warnings.push_back(base::DiagnosticLine(file_, number_, 0, "warning", *warning));
    }
    if (controls_ > 0) {
      read_.warnings.push_back(base::DiagnosticLine(
          file_, number_, 0, "warning",
          fmt::format("{} control characters were read as spaces; remove them", controls_)));
    }
    return {};
  }

 private:
  std::string Text(const Value& value) {
    if (!value.IsString()) return value.IsNumber() ? Json(value) : "(no text)";
    return Clean({value.GetString(), value.GetStringLength()});
  }

  std::string Clean(std::string_view text) {
    std::size_t controls = 0;
    std::string clean = CleanText(text, &controls);
    controls_ += controls;
    return clean;
  }

  tl::unexpected<Error> Wrong(std::string_view key, std::string_view message) const {
    return base::FailAt(file_, number_, 0, fmt::format("'{}' {}", key, message));
  }

  Result<void> Keep(std::string_view key, const Value& value) {
    if (DeeperThan(value, kMaxDepth)) return Wrong(key, "is nested too deeply; flatten it");
    article_.extra.emplace_back(Clean(key), Clean(Json(value)));
    return {};
  }

  /// Keeps a value that the known key cannot have, and says so.
  Result<void> KeepOther(std::string_view key, const Value& value, std::string_view problem) {
    read_.warnings.push_back(
        base::DiagnosticLine(file_, number_, 0, "warning",
                             fmt::format("the value of '{}' is kept unread: {}", key, problem)));
    return Keep(key, value);
  }

  Result<void> ReadText(const TextKey& known, const Value& value) {
    if (!value.IsString() && !value.IsNumber()) {
      const bool needed = known.field == &Article::id || known.field == &Article::body ||
                          known.field == &Article::text;
      if (needed) return Wrong(known.name, "must be a string; put quotes around it");
      return KeepOther(known.name, value, "it is no string");
    }
    std::string text = Text(value);
    const bool is_body = known.field == &Article::body || known.field == &Article::text;
    if (!is_body) text = base::Trim(text);
    if (known.name == "lang" && !text.empty()) {
      auto tag = base::KnownLanguage(text);
      if (!tag) return base::FailAt(file_, number_, 0, tag.error().message);
      text = std::move(*tag);
    } else if (!text.empty() &&
               (known.field == &Article::created || known.field == &Article::updated ||
                known.field == &Article::review_by)) {
      auto date = ParseDate(text);
      if (!date) return KeepOther(known.name, value, date.error().message);
      text = std::move(*date);
    }
    article_.*known.field = std::move(text);
    return {};
  }

  Result<void> ReadList(const ListKey& known, const Value& value) {
    std::vector<std::string> texts;
    if (value.IsArray()) {
      for (const Value& item : value.GetArray()) {
        if (item.IsNull()) continue;
        if (!item.IsString() && !item.IsNumber()) {
          return KeepOther(known.name, value, "it does not list strings only");
        }
        texts.emplace_back(base::Trim(Text(item)));
      }
    } else if (value.IsString()) {
      texts.emplace_back(base::Trim(Text(value)));
    } else {
      return KeepOther(known.name, value, "it is no list of strings");
    }
    for (std::string& text : texts) base::AddOnce(std::move(text), article_.*known.field);
    return {};
  }

  /// An object of texts: what was kept of an exported article. False for anything else.
  bool ReadExtra(const Value& value) {
    if (!value.IsObject()) return false;
    for (auto member = value.MemberBegin(); member != value.MemberEnd(); ++member) {
      if (!member->value.IsString()) return false;
    }
    for (auto member = value.MemberBegin(); member != value.MemberEnd(); ++member) {
      article_.extra.emplace_back(Text(member->name), Text(member->value));
    }
    return true;
  }

  template <class Enum>
  Result<void> Assign(std::string_view key, const Value& value, const Result<Enum>& parsed,
                      Enum& field) {
    if (!parsed) return KeepOther(key, value, parsed.error().message);
    field = *parsed;
    return {};
  }

  const std::string& file_;
  std::size_t number_;
  ReadArticle& read_;
  Article& article_;
  Visibility visibility_;
  ForeignDates dates_;
  std::size_t controls_ = 0;
};

}  // namespace

JsonlLines::JsonlLines(const std::filesystem::path& path)
    : in_(path, std::ios::binary), opened_(in_.is_open()) {}

std::optional<JsonlLine> JsonlLines::Next() {
  std::streambuf* buffer = in_.rdbuf();
  constexpr int kEnd = std::char_traits<char>::eof();
  while (opened_ && buffer->sgetc() != kEnd) {
    JsonlLine line;
    line.number = ++number_;
    bool blank = true;
    int c = kEnd;
    while ((c = buffer->sbumpc()) != kEnd) {
      ++line.bytes;
      if (c == '\n') break;
      if (c != ' ' && c != '\t' && c != '\r') blank = false;
      if (line.bytes <= kMaxArticleBytes) line.text += static_cast<char>(c);
    }
    line.too_long = line.bytes > kMaxArticleBytes + 1;
    if (line.too_long) line.text.clear();
    if (!blank) return line;
  }
  return std::nullopt;
}

Result<ReadArticle> ReadJsonlArticle(std::string_view line, std::size_t number,
                                     const std::string& file, const std::string& lang) {
  const auto parsed = base::ParseJson(line, {.max_bytes = kMaxArticleBytes});
  if (!parsed) {
    return base::FailAt(file, number, 0, parsed.error().message + "; write one object a line");
  }
  const rapidjson::Document& document = *parsed;
  if (!document.IsObject()) {
    return base::FailAt(file, number, 0, "no JSON object; write one object a line");
  }
  ReadArticle read;
  const bool is_case = IsCaseRecord(document);
  if (is_case) read.article = ReadCaseRecord(document);
  MemberReader reader(file, number, read);
  // Not a range: in C++20 the comparison of RapidJSON's member iterators is ambiguous.
  for (rapidjson::SizeType i = 0; i < document.MemberCount(); ++i) {
    const auto& member = *(document.MemberBegin() + static_cast<std::ptrdiff_t>(i));
    const std::string_view key(member.name.GetString(), member.name.GetStringLength());
    if (is_case && IsCaseKey(key)) continue;
    if (auto done = reader.Read(key, member.value); !done) return Fail(done.error());
  }
  if (auto done = reader.Finish(); !done) return Fail(done.error());
  Article& article = read.article;
  if (article.id.empty())
    return base::FailAt(file, number, 0, "no 'id' (or '_id'); give the article one");
  if (document.HasMember("body") && !is_case) {
    if (const auto stray = FindStrayFrontMatter(article.body)) {
      return base::FailAt(file, number, 0, "'body': " + stray->message);
    }
    article.body = text::WithoutRemarks(article.body);
    DeriveText(article);
    if (article.title.empty()) article.title = article.id;
  } else {
    article.format = BodyFormat::kPlain;
    article.body = article.text;
  }
  if (article.source.empty()) article.source = file;
  CompleteArticle(article, lang);
  if (const std::string problem = ArticleProblem(article); !problem.empty()) {
    return base::FailAt(file, number, 0, problem);
  }
  return read;
}

}  // namespace funnel::readers
