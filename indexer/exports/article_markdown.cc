// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/exports/article_markdown.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/base/json.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/front_matter_split.h"
#include "indexer/readers/source_text.h"

namespace funnel::exports {
namespace {

/// How the values of a front matter are written. The first style is for people, the second for
/// what the first cannot hold.
enum class Style { kReadable, kSafe };

bool IsPlainStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80 || c == '/' || c == '(';
}

/// Whether YAML reads `text` as it stands as that text; `in_list`: between brackets and commas.
bool IsPlain(std::string_view text, bool in_list) {
  if (text.empty() || !IsPlainStart(text.front()) || text.back() == ':' || text.back() == ' ') {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) return false;
    if (in_list && std::string_view(",:?[]{}\"").find(c) != std::string_view::npos) return false;
    if (c == ':' && text[i + 1] == ' ') return false;
    if (c == '#' && text[i - 1] == ' ') return false;
  }
  return base::AsciiLower(text) != "null";
}

/// `text` in double quotes: what JSON escapes, YAML reads.
std::string Quoted(std::string_view text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return {buffer.GetString(), buffer.GetSize()};
}

class FrontMatterWriter {
 public:
  explicit FrontMatterWriter(Style style) : style_(style) {}

  void Add(std::string_view key, std::string_view text) {
    if (!text.empty()) Line(key, Scalar(text));
  }

  void Add(std::string_view key, const std::vector<std::string>& list) {
    constexpr std::size_t kLineBytes = 90;
    if (list.empty()) return;
    std::string line = "[";
    for (const std::string& item : list) line += (line.size() > 1 ? ", " : "") + Scalar(item, true);
    line += ']';
    if (key.size() + line.size() <= kLineBytes) return Line(key, line);
    out_ += std::string(key) + ":\n";
    for (const std::string& item : list) out_ += "  - " + Scalar(item) + '\n';
  }

  /// Keys and values as they were written, or as a map of texts.
  void Add(const std::vector<std::pair<std::string, std::string>>& extra) {
    if (extra.empty()) return;
    if (style_ == Style::kReadable) {
      for (const auto& [key, value] : extra) {
        out_ += key + ":";
        if (!value.empty() && value.front() != '\n') out_ += ' ';
        out_ += value + '\n';
      }
      return;
    }
    out_ += "extra:\n";
    for (const auto& [key, value] : extra) out_ += "  " + Scalar(key) + ": " + Quoted(value) + '\n';
  }

  std::string Take() { return std::move(out_); }

 private:
  std::string Scalar(std::string_view text, bool in_list = false) const {
    return style_ == Style::kReadable && IsPlain(text, in_list) ? std::string(text) : Quoted(text);
  }

  void Line(std::string_view key, const std::string& value) {
    out_ += std::string(key) + ": " + value + '\n';
  }

  Style style_;
  std::string out_;
};

bool HasKey(const Article& article, std::string_view key) {
  return std::any_of(article.extra.begin(), article.extra.end(),
                     [&](const auto& pair) { return pair.first == key; });
}

std::string Write(const Article& article, Style style) {
  FrontMatterWriter yaml(style);
  yaml.Add("id", article.id);
  if (article.family != article.id) yaml.Add("family", article.family);
  yaml.Add("lang", article.lang);
  yaml.Add("title", article.title);
  yaml.Add("summary", article.summary);
  if (article.kind != Kind::kArticle) yaml.Add("kind", Name(article.kind));
  yaml.Add("products", article.products);
  yaml.Add("versions", article.versions);
  yaml.Add("tags", article.tags);
  // Documentation repositories have a key of that name with a meaning of its own.
  const bool foreign = article.audience == Audience::kPublic && HasKey(article, "audience");
  if (!foreign || style == Style::kSafe) yaml.Add("audience", Name(article.audience));
  if (article.state != State::kPublished) yaml.Add("state", Name(article.state));
  if (article.confidence != Confidence::kNotValidated) {
    yaml.Add("confidence", Name(article.confidence));
  }
  yaml.Add("created", article.created);
  yaml.Add("updated", article.updated);
  yaml.Add("review-by", article.review_by);
  yaml.Add("authors", article.authors);
  yaml.Add("symptoms", article.symptoms);
  yaml.Add("questions", article.questions);
  yaml.Add("related", article.related);
  yaml.Add("url", article.url);
  if (article.format == BodyFormat::kPlain) yaml.Add("format", "plain");
  yaml.Add("imported-from", article.source);
  yaml.Add(article.extra);
  return "---\n" + yaml.Take() + "---\n" + article.body;
}

/// Whether the readers make of `file` what `article` is.
bool ReadsBack(const std::string& file, const Article& article) {
  const std::string name = "export";
  std::vector<std::string> warnings;
  const auto source = readers::DecodeSource(file, name, warnings);
  if (!source) return false;
  const auto split = readers::SplitFrontMatter(*source, name);
  Article read;
  if (!split || !readers::ReadFrontMatter(split->front_matter, name, read, warnings)) return false;
  if (read.family.empty()) read.family = read.id;
  read.body = split->body;
  const auto fields = [](const Article& a) {
    return std::tie(a.id, a.family, a.lang, a.title, a.summary, a.body, a.format, a.products,
                    a.versions, a.tags, a.kind, a.audience, a.state, a.confidence, a.created,
                    a.updated, a.review_by, a.authors, a.symptoms, a.questions, a.related, a.url,
                    a.source, a.extra);
  };
  return fields(read) == fields(article);
}

}  // namespace

Result<std::string> ArticleToMarkdown(const Article& article) {
  const bool untitled = article.title.empty() && article.format == BodyFormat::kMarkdown;
  for (const Style style : {Style::kReadable, Style::kSafe}) {
    std::string file = Write(article, style);
    if (!untitled && ReadsBack(file, article)) return file;
  }
  return Fail(ErrorCode::kInvalidInput,
              article.lang + "/" + article.id +
                  ": no front matter can hold this article; export it as JSONL");
}

}  // namespace funnel::exports
