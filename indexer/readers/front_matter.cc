// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/front_matter.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>

#include "indexer/base/add_once.h"
#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/edit_distance.h"
#include "indexer/base/known_language.h"
#include "indexer/readers/date.h"
#include "indexer/readers/foreign_dates.h"
#include "indexer/readers/front_matter_yaml.h"
#include "indexer/readers/markdown.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/visibility.h"
#include "indexer/text/markup/html_text.h"

namespace funnel::readers {
namespace {

using Text = std::string Article::*;
using List = std::vector<std::string> Article::*;

/// A key of ours and the field it fills.
struct TextKey {
  std::string_view name;
  Text field;
};
struct ListKey {
  std::string_view name;
  List field;
  bool commas = false;  ///< One scalar may hold several items.
};

constexpr TextKey kTextKeys[] = {{"id", &Article::id},
                                 {"family", &Article::family},
                                 {"title", &Article::title},
                                 {"summary", &Article::summary},
                                 {"url", &Article::url},
                                 {"imported-from", &Article::source},
                                 {"description", &Article::summary},
                                 {"lang", &Article::lang},
                                 {"language", &Article::lang},
                                 {"created", &Article::created},
                                 {"updated", &Article::updated},
                                 {"review-by", &Article::review_by}};
constexpr ListKey kListKeys[] = {
    {"products", &Article::products},   {"product", &Article::products},
    {"versions", &Article::versions},   {"tags", &Article::tags, true},
    {"keywords", &Article::tags, true}, {"authors", &Article::authors},
    {"author", &Article::authors},      {"symptoms", &Article::symptoms},
    {"questions", &Article::questions}, {"related", &Article::related}};
constexpr std::string_view kEnumKeys[] = {"kind", "audience", "state", "confidence", "format"};
constexpr std::string_view kExtraKey = "extra";

/// Keys of documentation repositories, used where ours is absent.
constexpr std::string_view kForeignLanguageKey = "ms.contentlocale";
constexpr std::string_view kForeignProductKeys[] = {"appliesto", "ms.prod", "ms.service"};

bool IsDate(Text field) {
  return field == &Article::created || field == &Article::updated || field == &Article::review_by;
}

template <class Table>
auto Find(const Table& table, std::string_view name) {
  const auto found = std::find_if(std::begin(table), std::end(table),
                                  [&](const auto& key) { return key.name == name; });
  return found == std::end(table) ? nullptr : &*found;
}

template <std::size_t size>
bool Has(const std::string_view (&names)[size], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

KeyValue ValueOf(const YAML::Node& node) {
  KeyValue value;
  const auto scalar = [](const YAML::Node& item) {
    return item.IsScalar() ? std::string(base::Trim(item.Scalar())) : std::string("(list or map)");
  };
  if (node.IsScalar()) {
    value = {KeyValue::Shape::kText, {scalar(node)}};
  } else if (node.IsSequence()) {
    value.shape = KeyValue::Shape::kList;
    for (const YAML::Node& item : node) value.items.push_back(scalar(item));
  } else if (node.IsMap()) {
    value.shape = KeyValue::Shape::kMap;
    for (const auto& entry : node) {
      const bool empty_list = entry.second.IsSequence() && entry.second.size() == 0;
      if (entry.second.IsNull() || empty_list) continue;
      value.items.push_back(scalar(entry.first) + ": " + scalar(entry.second));
    }
  }
  return value;
}

/// Microsoft's documentation has keys such as ms.date.
KeySource SourceOf(const YAML::Node& root) {
  for (const auto& entry : root) {
    if (entry.first.IsScalar() && entry.first.Scalar().starts_with("ms.")) {
      return KeySource::kMicrosoft;
    }
  }
  return KeySource::kAuthor;
}

/// One pass over the keys of a front matter.
class KeyReader {
 public:
  KeyReader(const ParsedYaml& yaml, const std::string& file, Article& article,
            std::vector<std::string>& warnings)
      : yaml_(yaml),
        file_(file),
        article_(article),
        warnings_(warnings),
        visibility_(SourceOf(yaml.root), file) {}

  Result<void> ReadAll() {
    std::vector<std::size_t> starts;
    for (const auto& entry : yaml_.root) {
      starts.push_back(static_cast<std::size_t>(std::max(entry.first.Mark().pos, 0)));
    }
    starts.push_back(yaml_.source.size());
    std::size_t index = 0;
    for (const auto& entry : yaml_.root) {
      const std::size_t begin = std::min(starts[index], yaml_.source.size());
      const std::size_t end = std::max(std::min(starts[index + 1], yaml_.source.size()), begin);
      ++index;
      if (!entry.first.IsScalar()) continue;
      key_ = entry.first.Scalar();
      source_ = std::string_view(yaml_.source).substr(begin, end - begin);
      mark_ = entry.second.Mark();
      if (auto read = ReadKey(entry.second, entry.first.Mark()); !read) return read;
    }
    for (const auto& apply : later_) apply();
    dates_.Apply(article_);
    const auto warning = visibility_.Apply(article_);
    if (!warning) return base::FailAt(file_, LineOf(status_mark_), 1, warning.error().message);
    if (!warning->empty())
      warnings_.push_back(base::DiagnosticLine(file_, 1, 1, "warning", *warning));
    return {};
  }

 private:
  Result<void> ReadKey(const YAML::Node& value, const YAML::Mark& key_mark) {
    if (key_ == "<<") {
      return Wrong(key_mark,
                   "keys merged from elsewhere (<<) are not read, and they may say who may see "
                   "the article; write them out");
    }
    if (const TextKey* known = Find(kTextKeys, key_)) return ReadText(known->field, value);
    if (const ListKey* known = Find(kListKeys, key_)) {
      ReadList(*known, value);
      return {};
    }
    if (VisibilityKeyOf(key_) != VisibilityKey::kNone) return ReadVisibility(value, key_mark);
    if (Has(kEnumKeys, key_)) {
      ReadEnum(value);
      return {};
    }
    if (key_ == kExtraKey) {
      ReadExtra(value);
      return {};
    }
    if (ForeignDates::IsName(key_)) {
      ReadForeignDate(value);
      return {};
    }
    if (key_ == kForeignLanguageKey) {
      ReadForeignLanguage(value);
      return {};
    }
    if (Has(kForeignProductKeys, key_)) {
      ReadForeignProducts(value);
      return {};
    }
    if (const auto wrong = MisspeltVisibilityKey(key_, ValueOf(value)); !wrong.empty()) {
      return Wrong(key_mark, wrong);
    }
    if (const std::string_view meant = base::ClosestName(key_, FrontMatterKeys()); !meant.empty()) {
      warnings_.push_back(base::DiagnosticLine(
          file_, LineOf(key_mark), ColumnOf(key_mark), "warning",
          fmt::format("unknown key '{}' is kept unread, did you mean '{}'?", key_, meant)));
    }
    KeepExtra();
    return {};
  }

  tl::unexpected<Error> Wrong(const YAML::Mark& mark, std::string_view message) const {
    return base::FailAt(file_, LineOf(mark), ColumnOf(mark), message);
  }

  /// Keeps key and value as they were written; a value that begins below its key with the line end
  /// before it, since its indentation counts.
  void KeepExtra() {
    const std::size_t colon = source_.find(':', std::min(key_.size(), source_.size()));
    std::string_view value =
        colon == std::string_view::npos ? std::string_view() : source_.substr(colon + 1);
    value = value.substr(std::min(value.find_first_not_of(" \t"), value.size()));
    while (!value.empty() && base::Trim(value.substr(value.size() - 1)).empty())
      value.remove_suffix(1);
    article_.extra.emplace_back(key_, value);
  }

  /// Keeps a value that the known key cannot have, and says so.
  void KeepOther(const YAML::Mark& mark, std::string_view problem) {
    KeepExtra();
    warnings_.push_back(
        base::DiagnosticLine(file_, LineOf(mark), ColumnOf(mark), "warning",
                             fmt::format("the value of '{}' is kept unread: {}", key_, problem)));
  }

  /// A map of texts: what was kept before, as `export` writes it. Anything else is kept itself.
  void ReadExtra(const YAML::Node& value) {
    bool texts = value.IsMap();
    for (const auto& entry : value) {
      texts = texts && entry.first.IsScalar() && entry.second.IsScalar();
    }
    if (!texts) return KeepExtra();
    for (const auto& entry : value) {
      article_.extra.emplace_back(entry.first.Scalar(), entry.second.Scalar());
    }
  }

  Result<void> ReadText(Text field, const YAML::Node& value) {
    if (value.IsNull()) return {};
    if (!value.IsScalar()) {
      KeepOther(value.Mark(), "it is no text but a list or map");
      return {};
    }
    std::string text(base::Trim(value.Scalar()));
    if (text.empty()) return {};
    if (key_ == "description") {
      later_.push_back([this, text] {
        if (article_.summary.empty()) article_.summary = ReadMarkdownText(text, "-").text;
      });
      return {};
    }
    if (IsDate(field)) {
      auto date = ParseDate(text);
      if (!date) {
        KeepOther(value.Mark(), date.error().message);
        return {};
      }
      text = std::move(*date);
    } else if (field == &Article::lang) {
      auto tag = base::KnownLanguage(text);
      if (!tag) return Wrong(value.Mark(), tag.error().message);
      text = std::move(*tag);
    }
    article_.*field = std::move(text);
    return {};
  }

  void ReadList(const ListKey& known, const YAML::Node& value) {
    auto& list = article_.*known.field;
    if (value.IsScalar()) {
      std::string_view rest = value.Scalar();
      while (known.commas && rest.find(',') != std::string_view::npos) {
        base::AddOnce(std::string(base::Trim(rest.substr(0, rest.find(',')))), list);
        rest.remove_prefix(rest.find(',') + 1);
      }
      base::AddOnce(std::string(base::Trim(rest)), list);
      return;
    }
    if (value.IsMap()) return KeepOther(value.Mark(), "it is no list of texts but a map");
    std::vector<std::string> texts;
    for (const YAML::Node& item : value) {
      if (item.IsNull()) continue;
      if (!item.IsScalar()) {
        return KeepOther(item.Mark(),
                         "it does not list texts only; put quotes around values with a "
                         "colon");
      }
      texts.emplace_back(base::Trim(item.Scalar()));
    }
    for (std::string& text : texts) base::AddOnce(std::move(text), list);
  }

  Result<void> ReadVisibility(const YAML::Node& value, const YAML::Mark& key_mark) {
    if (VisibilityKeyOf(key_) == VisibilityKey::kStatus) status_mark_ = key_mark;
    const auto taken = visibility_.Take(key_, ValueOf(value));
    if (!taken) return Wrong(value.IsNull() ? key_mark : value.Mark(), taken.error().message);
    if (!*taken) KeepExtra();
    return {};
  }

  void ReadEnum(const YAML::Node& value) {
    if (value.IsNull()) return;
    const std::string name = value.IsScalar() ? base::AsciiLower(base::Trim(value.Scalar()))
                                              : std::string("(a list or map)");
    if (key_ == "format") {
      if (name != "plain" && name != "markdown") KeepExtra();
      if (name == "plain") article_.format = BodyFormat::kPlain;
    } else if (key_ == "kind") {
      Assign(ParseKind(name), article_.kind);
    } else {
      Assign(ParseConfidence(name), article_.confidence);
    }
  }

  template <class Enum>
  void Assign(const Result<Enum>& parsed, Enum& field) {
    if (!parsed) return KeepOther(mark_, parsed.error().message);
    field = *parsed;
  }

  void ReadForeignDate(const YAML::Node& value) {
    constexpr const char* kDate = "date";  // Docusaurus has a map with it and an author.
    const bool map = value.IsMap() && value[kDate].IsDefined();
    const YAML::Node date = map ? value[kDate] : value;
    const bool taken = date.IsScalar() && dates_.Take(key_, date.Scalar());
    if (map || !taken) KeepExtra();
  }

  void ReadForeignLanguage(const YAML::Node& value) {
    auto tag = base::KnownLanguage(value.IsScalar() ? base::Trim(value.Scalar()) : "");
    if (!tag) return KeepExtra();
    later_.push_back([this, tag] {
      if (article_.lang.empty()) article_.lang = *tag;
    });
  }

  void ReadForeignProducts(const YAML::Node& value) {
    std::vector<std::string> names;
    const auto add = [&](const YAML::Node& item) {
      if (item.IsScalar()) base::AddOnce(text::HtmlToText(item.Scalar()), names);
    };
    if (value.IsSequence()) {
      for (const YAML::Node& item : value) add(item);
    } else {
      add(value);
    }
    if (names.empty()) return KeepExtra();
    const bool ours = yaml_.root["products"].IsDefined() || yaml_.root["product"].IsDefined();
    if (ours) return KeepExtra();
    for (std::string& name : names) base::AddOnce(std::move(name), article_.products);
  }

  const ParsedYaml& yaml_;
  const std::string& file_;
  Article& article_;
  std::vector<std::string>& warnings_;
  std::string key_;
  std::string_view source_;  ///< Key and value as written.
  YAML::Mark mark_;          ///< Of the value.
  Visibility visibility_;
  ForeignDates dates_;
  YAML::Mark status_mark_;                    ///< Of a key that has to be understood with others.
  std::vector<std::function<void()>> later_;  ///< What fills in only where our keys did not.
};

}  // namespace

const std::vector<std::string_view>& FrontMatterKeys() {
  static const auto* keys = [] {
    auto* names = new std::vector<std::string_view>;
    for (const TextKey& key : kTextKeys) names->push_back(key.name);
    for (const ListKey& key : kListKeys) names->push_back(key.name);
    names->insert(names->end(), std::begin(kEnumKeys), std::end(kEnumKeys));
    names->push_back(kExtraKey);
    return names;
  }();
  return *keys;
}

KnownKey KnownFrontMatterKey(std::string_view name) {
  const auto first = [](const auto& table, auto field) {
    return std::find_if(std::begin(table), std::end(table),
                        [&](const auto& key) { return key.field == field; })
        ->name;
  };
  if (const TextKey* known = Find(kTextKeys, name)) return {first(kTextKeys, known->field), false};
  if (const ListKey* known = Find(kListKeys, name)) return {first(kListKeys, known->field), true};
  return {Has(kEnumKeys, name) ? name : std::string_view(), false};
}

const std::vector<std::string_view>& ForeignFrontMatterKeys() {
  static const auto* keys = [] {
    auto* names = new std::vector<std::string_view>;
    *names = ForeignDates::Names();
    names->push_back(kForeignLanguageKey);
    names->insert(names->end(), std::begin(kForeignProductKeys), std::end(kForeignProductKeys));
    return names;
  }();
  return *keys;
}

namespace {

Result<void> ReadKeys(const Result<ParsedYaml>& parsed, const std::string& file, Article& article,
                      std::vector<std::string>& warnings) {
  if (!parsed) return Fail(parsed.error());
  try {
    return KeyReader(*parsed, file, article, warnings).ReadAll();
  } catch (const YAML::Exception& error) {
    return base::FailAt(file, LineOf(error.mark), ColumnOf(error.mark),
                        "the front matter is not YAML (" + error.msg + "); correct this line");
  }
}

}  // namespace

Result<void> ReadFrontMatter(std::string_view yaml, const std::string& file, Article& article,
                             std::vector<std::string>& warnings) {
  return ReadKeys(ParseFrontMatterYaml(yaml, file), file, article, warnings);
}

Result<void> ReadFrontMatter(const SplitSource& split, const std::string& file, Article& article,
                             std::vector<std::string>& warnings) {
  return ReadKeys(ParseFrontMatter(split, file), file, article, warnings);
}

}  // namespace funnel::readers
