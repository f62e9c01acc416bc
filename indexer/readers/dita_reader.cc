// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/dita_reader.h"

#include <fmt/format.h>
#include <libxml/tree.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "indexer/base/add_once.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/known_language.h"
#include "indexer/readers/article_language.h"
#include "indexer/readers/date.h"
#include "indexer/readers/dita/dita_elements.h"
#include "indexer/readers/dita/dita_html.h"
#include "indexer/readers/dita/dita_tree.h"
#include "indexer/readers/dita_visibility.h"
#include "indexer/readers/markdown.h"
#include "indexer/readers/translation_path.h"
#include "indexer/readers/visibility.h"
#include "indexer/text/markup/html_to_markdown.h"

namespace funnel::readers {
namespace {

constexpr std::size_t kMostTags = 100;

bool IsTopic(const DitaNode* node) { return DitaElementOf(node).kind == DitaKind::kTopic; }

/// The topic that is the article; fails with a message without place.
Result<DitaNode*> TopicOf(DitaNode* root) {
  if (IsTopic(root)) return root;
  if (DitaName(root) == "dita") {
    for (DitaNode* child = DitaElementFrom(root->children); child != nullptr;
         child = DitaElementFrom(child->next)) {
      if (IsTopic(child)) return child;
    }
    return Fail(ErrorCode::kInvalidInput, "<dita> without a topic; add one or remove the file");
  }
  return Fail(ErrorCode::kInvalidInput,
              fmt::format("the root element <{}> is no topic of DITA; only topics are read",
                          DitaName(root)));
}

std::string TextOfChild(const DitaNode* node, std::string_view name) {
  const DitaNode* child = DitaChild(node, name);
  return child == nullptr ? std::string() : DitaText(child);
}

std::string SummaryOf(const DitaNode* topic) {
  for (const char* name : {"shortdesc", "abstract", "glossdef"}) {
    if (std::string text = TextOfChild(topic, name); !text.empty()) return text;
  }
  return {};
}

/// The words of an index term without the terms in it.
std::string OwnWords(const DitaNode* term) {
  std::string words;
  for (const DitaNode* child = term->children; child != nullptr; child = child->next) {
    if (IsDitaText(child)) {
      words += reinterpret_cast<const char*>(child->content);
    } else if (child->type == XML_ELEMENT_NODE && DitaElementOf(child).kind != DitaKind::kHidden) {
      words += DitaText(child);
    }
  }
  const std::size_t begin = words.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  words = words.substr(begin, words.find_last_not_of(" \t\r\n") + 1 - begin);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '\t' || c == '\r' || c == '\n'; }, ' ');
  return words;
}

/// What the metadata below `node` says, into `article`.
void ReadMetadata(const DitaNode* node, Article& article) {
  for (DitaNode* child = DitaElementFrom(node->children); child != nullptr;
       child = DitaElementFrom(child->next)) {
    const std::string_view name = DitaName(child);
    if ((name == "keyword" || name == "indexterm") && article.tags.size() < kMostTags) {
      base::AddOnce(OwnWords(child), article.tags);
    } else if (name == "prodname") {
      base::AddOnce(DitaText(child), article.products);
    } else if (name == "vrm") {
      base::AddOnce(DitaAttribute(child, "version"), article.versions);
    } else if (name == "created") {
      article.created = ParseDate(DitaAttribute(child, "date")).value_or(article.created);
    } else if (name == "revised") {
      const auto date = ParseDate(DitaAttribute(child, "modified"));
      if (date) article.updated = std::max(article.updated, *date);
    }
    ReadMetadata(child, article);
  }
}

/// What topic and file declare to be their language, where the text may be in it.
std::string LanguageOf(const DitaNode* topic, const Article& article) {
  std::string declared = DitaAttribute(topic, "lang");
  if (declared.empty()) declared = DitaAttribute(topic->parent, "lang");
  auto tag = base::KnownLanguage(declared);
  if (!tag) return {};
  const bool whole = declared.find_first_of("-_") != std::string::npos;
  return LanguageAsNamed({std::move(*tag), whole, false}, article.title + "\n" + article.text)
      .value_or(std::string());
}

/// Who may see the topic, into `read`, and out of its tree what they may not. Fails as
/// Visibility does.
Result<void> ReadVisibility(DitaNode* root, DitaNode* topic, const std::string& file,
                            ReadArticle& read) {
  Article& article = read.article;
  Visibility visibility(KeySource::kWebPage, file);
  if (auto taken = TakeDitaMetadata(topic, visibility); !taken) return taken;
  const auto warning = visibility.Apply(article);
  if (!warning) return Fail(warning.error());
  if (!warning->empty()) {
    read.warnings.push_back(base::DiagnosticLine(file, 0, 0, "warning", *warning));
  }
  for (const DitaNode* node : {root, topic}) {
    const DitaVisibility seen = DitaVisibilityOf(node);
    article.audience = std::max(article.audience, seen.audience);
    if (seen.hidden && article.state == State::kPublished) article.state = State::kDraft;
  }
  std::size_t count = 0;
  std::size_t line = 0;
  DitaTree::RemoveBelow(root, [&](DitaNode* node) {
    if (node == topic) return false;
    const DitaVisibility seen = DitaVisibilityOf(node);
    const bool narrower = seen.audience > article.audience;
    if (narrower && count++ == 0) line = DitaLine(node);
    return seen.hidden || narrower;
  });
  if (count > 0) {
    read.warnings.push_back(base::DiagnosticLine(
        file, line, 0, "warning",
        fmt::format("{} left out, the first here, which not all readers of the article may see",
                    count == 1 ? "1 element was" : fmt::format("{} elements were", count))));
  }
  return {};
}

void WarnOfReferences(const DitaHtml& html, const std::string& file, ReadArticle& read) {
  if (html.unresolved == 0) return;
  read.warnings.push_back(base::DiagnosticLine(
      file, html.unresolved_line, 0, "warning",
      fmt::format(
          "{} left out, the first here, to what a key or another file has (keyref, conref); "
          "write its text in its place",
          html.unresolved == 1 ? "1 reference was"
                               : fmt::format("{} references were", html.unresolved))));
}

}  // namespace

Result<ReadArticle> ReadDitaArticle(std::string_view bytes, const SourceFile& file,
                                    const std::string& lang) {
  if (bytes.size() > kMaxArticleBytes) {
    return base::FailAt(
        file.name, 0, 0,
        fmt::format("longer than {} MiB; split the topic", kMaxArticleBytes / (1024 * 1024)));
  }
  const auto tree = DitaTree::Parse(bytes, file.name);
  if (!tree) return Fail(tree.error());
  const auto topic = TopicOf(tree->root());
  if (!topic) return base::FailAt(file.name, DitaLine(tree->root()), 0, topic.error().message);

  ReadArticle read;
  Article& article = read.article;
  article.id = file.id;
  if (auto seen = ReadVisibility(tree->root(), *topic, file.name, read); !seen) {
    return base::FailAt(file.name, DitaLine(*topic), 0, seen.error().message);
  }
  article.title = TextOfChild(*topic, "title");
  if (article.title.empty()) article.title = TextOfChild(*topic, "glossterm");
  if (article.title.empty()) article.title = std::filesystem::path(file.path).stem().string();
  article.summary = SummaryOf(*topic);
  article.source = file.name;
  if (const DitaNode* prolog = DitaChild(*topic, "prolog")) ReadMetadata(prolog, article);
  article.text = DitaText(*topic);
  article.lang = LanguageOf(*topic, article);
  CompleteFromPlace(article, file, lang);

  const DitaHtml html = HtmlOfDita(
      *topic, std::filesystem::path(file.path).filename().generic_string(), article.lang);
  if (html.too_long) {
    return base::FailAt(file.name, 0, 0,
                        "what its references (conref) make of it is too long; "
                        "split the topic");
  }
  auto markdown = text::HtmlToMarkdown(html.html);
  if (!markdown) return base::FailAt(file.name, 0, 0, markdown.error().message);
  article.body = std::move(*markdown);
  DeriveText(article);
  WarnOfReferences(html, file.name, read);
  CompleteArticle(article, {});
  if (const std::string problem = ArticleProblem(article); !problem.empty()) {
    return base::FailAt(file.name, 0, 0, problem);
  }
  return read;
}

}  // namespace funnel::readers
