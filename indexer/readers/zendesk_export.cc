// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/zendesk_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "indexer/base/add_once.h"
#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/json.h"
#include "indexer/readers/date.h"
#include "indexer/readers/json_value.h"
#include "indexer/readers/markdown.h"
#include "indexer/readers/visibility.h"
#include "indexer/text/markup/html_to_markdown.h"
#include "indexer/text/markup/html_tree.h"

namespace funnel::readers {
namespace {

using Value = rapidjson::Value;

std::string TextOf(const Value& record, const char* name) {
  return CleanText(base::JsonText(base::JsonMember(record, name)));
}

std::string TrimmedTextOf(const Value& record, const char* name) {
  return std::string(base::Trim(TextOf(record, name)));
}

std::int64_t NumberOf(const Value& record, const char* name) {
  const Value* value = base::JsonMember(record, name);
  return value != nullptr && value->IsInt64() ? value->GetInt64() : 0;
}

bool IsSet(const Value& record, const char* name) {
  const Value* value = base::JsonMember(record, name);
  return value != nullptr && value->IsTrue();
}

/// Calls `visit` with each record of the list (or the one record) called `list` or `one`.
template <class Visit>
void ForEach(const Value& root, const char* list, const char* one, const Visit& visit) {
  const Value* records = base::JsonMember(root, list);
  if (records != nullptr && records->IsArray()) {
    for (const Value& record : records->GetArray()) {
      if (record.IsObject()) visit(record);
    }
  }
  const Value* record = base::JsonMember(root, one);
  if (record != nullptr && record->IsObject()) visit(*record);
}

bool IsArticleTranslation(const Value& record) {
  const std::string type = TextOf(record, "source_type");
  return type.empty() || type == "Article";
}

std::string LanguageOf(const std::string& locale) {
  return CanonicalLanguage(locale).value_or(std::string());
}

/// Of the locales that are one language to us, the one that keeps the article's number as its id.
std::string ChiefLocale(const ZendeskCatalog::Source& source, const std::string& lang) {
  if (LanguageOf(source.written) == lang && source.locales.count(source.written) > 0) {
    return source.written;
  }
  for (const std::string& locale : source.locales) {
    if (LanguageOf(locale) == lang) return locale;
  }
  return {};
}

/// The keys of a record that say who may see it. Segments are looked up in the catalog.
Result<Visibility> VisibilityOf(const Value& record, const std::string& file) {
  Visibility visibility(KeySource::kRecord, file);
  for (auto member = record.MemberBegin(); member != record.MemberEnd(); ++member) {
    const std::string_view key = base::JsonView(member->name);
    if (key == "user_segment_id" || key == "user_segment_ids") continue;
    const KeyValue value = KeyValueOf(member->value);
    if (auto taken = visibility.Take(key, value); !taken) return Fail(taken.error());
    if (const auto wrong = MisspeltVisibilityKey(key, value); !wrong.empty()) {
      return Fail(ErrorCode::kInvalidInput, wrong);
    }
  }
  return visibility;
}

/// The audience of what a record stands for; internal where it cannot be understood.
Audience OwnAudience(const Value& record, const std::string& file) {
  Article article;
  const auto visibility = VisibilityOf(record, file);
  if (!visibility || !visibility->Apply(article)) return Audience::kInternal;
  return article.audience;
}

/// Adds the segments of users of a record; one that is not written as Zendesk does is unknown: -1.
void AddSegments(const Value& record, std::vector<std::int64_t>& segments) {
  const auto add = [&](const Value& segment) {
    if (segment.IsNull()) return;
    const std::int64_t id = segment.IsInt64() ? segment.GetInt64() : -1;
    if (std::find(segments.begin(), segments.end(), id) == segments.end()) segments.push_back(id);
  };
  if (const Value* one = base::JsonMember(record, "user_segment_id")) add(*one);
  const Value* list = base::JsonMember(record, "user_segment_ids");
  if (list == nullptr) return;
  if (!list->IsArray()) return add(*list);
  for (const Value& segment : list->GetArray()) add(segment);
}

/// Whether a segment is all users who sign in, not those of some organization or with some tag.
bool IsAllSignedIn(const Value& record) {
  if (TextOf(record, "user_type") != "signed_in_users") return false;
  for (auto member = record.MemberBegin(); member != record.MemberEnd(); ++member) {
    if (member->value.IsArray() && !member->value.Empty()) return false;
  }
  return true;
}

Audience AudienceOf(const ZendeskCatalog::Source& source, const ZendeskCatalog& catalog) {
  Audience audience = source.audience;
  if (const auto section = catalog.sections.find(source.section);
      section != catalog.sections.end()) {
    audience = std::max(audience, section->second.audience);
  }
  for (const std::int64_t segment : source.segments) {
    const auto known = catalog.segments.find(segment);
    audience =
        std::max(audience, known == catalog.segments.end() ? Audience::kInternal : known->second);
  }
  return audience;
}

}  // namespace

class ZendeskFile::Impl {
 public:
  struct Item {
    const Value* record = nullptr;
    std::int64_t id = 0;  ///< Of the article.
    bool translation = false;
  };

  std::string name;
  std::string json;  ///< The document's strings point into it.
  rapidjson::Document document;
  std::vector<Item> items;

  void FindItems() {
    ForEach(document, "articles", "article", [&](const Value& record) {
      const std::int64_t id = NumberOf(record, "id");
      items.push_back({&record, id, false});
      ForEach(record, "translations", "translation", [&](const Value& translation) {
        items.push_back({&translation, id, true});
      });
    });
    ForEach(document, "translations", "translation", [&](const Value& record) {
      if (!IsArticleTranslation(record)) return;
      items.push_back({&record, NumberOf(record, "source_id"), true});
    });
  }

  tl::unexpected<Error> Wrong(const Item& item, std::string_view message) const {
    return base::FailAt(
        name, 0, 0,
        fmt::format("article {} ({}): {}", item.id, TextOf(*item.record, "locale"), message));
  }

  /// What our article takes from the record of another.
  void FillFrom(const ZendeskCatalog::Source& source, const ZendeskCatalog& catalog,
                Article& article) const {
    article.audience = AudienceOf(source, catalog);
    for (const std::string& label : source.labels) base::AddOnce(label, article.tags);
    if (const auto author = catalog.users.find(source.author); author != catalog.users.end()) {
      article.authors = {author->second};
    }
    const auto section = catalog.sections.find(source.section);
    if (section == catalog.sections.end()) return;
    base::AddOnce(section->second.name, article.tags);
    const auto category = catalog.categories.find(section->second.category);
    if (category != catalog.categories.end()) base::AddOnce(category->second, article.products);
  }

  /// The article itself is there in the language of its translation `item`.
  static bool IsCovered(const Item& item, const ZendeskCatalog& catalog) {
    if (!item.translation) return false;
    const auto source = catalog.articles.find(item.id);
    return source != catalog.articles.end() &&
           source->second.articles.count(TextOf(*item.record, "locale")) > 0;
  }

  Result<ReadArticle> Read(const Item& item, const ZendeskCatalog& catalog) const {
    const Value& record = *item.record;
    if (item.id == 0) return Wrong(item, "no number of an article; export it anew");
    const std::string locale = TextOf(record, "locale");
    const auto source = catalog.articles.find(item.id);
    const bool known = source != catalog.articles.end() && !source->second.articles.empty();
    ReadArticle read;
    Article& article = read.article;
    const auto tag = CanonicalLanguage(locale);
    if (!tag) return Wrong(item, tag.error().message);
    article.lang = *tag;
    article.id = article.family = std::to_string(item.id);
    if (source != catalog.articles.end() && ChiefLocale(source->second, article.lang) != locale) {
      article.id += "-" + base::AsciiLower(locale);
    }
    if (known) {
      FillFrom(source->second, catalog, article);
    } else {
      article.audience = Audience::kInternal;
      read.warnings.push_back(base::DiagnosticLine(
          name, 0, 0, "warning",
          fmt::format("article {} ({}) is not in the export, only this translation of it: it is "
                      "for internal readers, since nothing says who may see it",
                      item.id, locale)));
    }
    const auto visibility = VisibilityOf(record, name);
    if (!visibility) return Wrong(item, visibility.error().message);
    const auto warning = visibility->Apply(article);
    if (!warning) return Wrong(item, warning.error().message);
    if (!warning->empty()) {
      read.warnings.push_back(base::DiagnosticLine(
          name, 0, 0, "warning", fmt::format("article {} ({}): {}", item.id, locale, *warning)));
    }
    article.title = TrimmedTextOf(record, "title");
    if (article.title.empty()) article.title = TrimmedTextOf(record, "name");
    article.url = TrimmedTextOf(record, "html_url");
    article.created = ParseDate(TextOf(record, "created_at")).value_or(std::string());
    for (const char* key : {"edited_at", "updated_at"}) {
      if (article.updated.empty()) {
        article.updated = ParseDate(TextOf(record, key)).value_or(std::string());
      }
    }
    if (IsSet(record, "outdated")) article.extra.emplace_back("outdated", "true");
    auto body = text::HtmlToMarkdown(TextOf(record, "body"));
    if (!body) return Wrong(item, body.error().message);
    article.body = std::move(*body);
    DeriveText(article);
    if (article.title.empty()) article.title = article.id;
    article.source = name;
    CompleteArticle(article, {});
    if (const std::string problem = ArticleProblem(article); !problem.empty()) {
      return Wrong(item, problem);
    }
    return read;
  }
};

ZendeskFile::ZendeskFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZendeskFile::~ZendeskFile() = default;

Result<std::shared_ptr<const ZendeskFile>> ZendeskFile::Read(const std::filesystem::path& path,
                                                             const std::string& name) {
  auto impl = std::make_unique<Impl>();
  impl->name = name;
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  const auto bytes = in ? static_cast<std::int64_t>(in.tellg()) : -1;
  if (bytes < 0) return base::FailAt(name, 0, 0, "cannot be read; check that it is readable");
  if (bytes > static_cast<std::int64_t>(kMaxZendeskBytes)) {
    return base::FailAt(name, 0, 0,
                        fmt::format("longer than {} MiB; save the export page by page",
                                    kMaxZendeskBytes / (1024 * 1024)));
  }
  impl->json.resize(static_cast<std::size_t>(bytes));
  in.seekg(0);
  if (!in.read(impl->json.data(), bytes)) {
    return base::FailAt(name, 0, 0, "cannot be read; check the disk");
  }
  auto document = base::ParseJson(impl->json, {.max_bytes = kMaxZendeskBytes});
  if (!document) {
    return base::FailAt(name, 0, 0, document.error().message + "; save the answer of the API anew");
  }
  impl->document = std::move(*document);
  if (!impl->document.IsObject()) {
    return base::FailAt(name, 0, 0, "no JSON object; save the answer of the API as it is");
  }
  std::string().swap(impl->json);  // The document has copies.
  impl->FindItems();
  return std::shared_ptr<const ZendeskFile>(new ZendeskFile(std::move(impl)));
}

void ZendeskFile::AddTo(ZendeskCatalog& catalog) const {
  const Value& root = impl_->document;
  ForEach(root, "sections", "section", [&](const Value& record) {
    catalog.sections[NumberOf(record, "id")] = {TrimmedTextOf(record, "name"),
                                                NumberOf(record, "category_id"),
                                                OwnAudience(record, impl_->name)};
    std::vector<std::int64_t> segments;
    AddSegments(record, segments);
    if (!segments.empty()) {
      catalog.sections[NumberOf(record, "id")].audience = Audience::kInternal;
    }
  });
  ForEach(root, "categories", "category", [&](const Value& record) {
    catalog.categories[NumberOf(record, "id")] = TrimmedTextOf(record, "name");
  });
  ForEach(root, "users", "user", [&](const Value& record) {
    catalog.users[NumberOf(record, "id")] = TrimmedTextOf(record, "name");
  });
  ForEach(root, "user_segments", "user_segment", [&](const Value& record) {
    catalog.segments[NumberOf(record, "id")] =
        IsAllSignedIn(record) ? Audience::kPartner : Audience::kInternal;
  });
  for (const Impl::Item& item : impl_->items) {
    ZendeskCatalog::Source& source = catalog.articles[item.id];
    const std::string locale = TextOf(*item.record, "locale");
    source.locales.insert(locale);
    if (item.translation) continue;
    source.articles.insert(locale);
    source.written = TextOf(*item.record, "source_locale");
    source.section = NumberOf(*item.record, "section_id");
    source.author = NumberOf(*item.record, "author_id");
    AddSegments(*item.record, source.segments);
    source.audience = std::max(source.audience, OwnAudience(*item.record, impl_->name));
    const Value* labels = base::JsonMember(*item.record, "label_names");
    if (labels == nullptr || !labels->IsArray()) continue;
    for (const Value& label : labels->GetArray()) {
      base::AddOnce(std::string(base::Trim(CleanText(base::JsonText(&label)))), source.labels);
    }
  }
}

std::size_t ZendeskFile::size() const { return impl_->items.size(); }

bool ZendeskFile::IsOwn(std::size_t index, const ZendeskCatalog& catalog) const {
  return !Impl::IsCovered(impl_->items[index], catalog);
}

Result<ReadArticle> ZendeskFile::Get(std::size_t index, const ZendeskCatalog& catalog) const {
  return impl_->Read(impl_->items[index], catalog);
}

}  // namespace funnel::readers
