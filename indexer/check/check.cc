// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/check.h"

#include <utility>

#include "indexer/check/markdown_facts.h"
#include "indexer/check/rules.h"
#include "indexer/check/source.h"
#include "indexer/readers/markdown_reader.h"
#include "indexer/readers/source_text.h"

namespace funnel::check {
namespace {

constexpr const char* kMisspelt = "misspelt-key";

/// The rule's name for what a reader refuses, by the words it has for it.
std::string ReaderRule(std::string_view message) {
  const auto says = [&](std::string_view words) {
    return message.find(words) != std::string_view::npos;
  };
  if (says("is no date")) return "date";
  if (says("unknown key")) return kMisspelt;
  if (says("is no language tag")) return "language-tag";
  if (says("UTF-8") || says("control characters") || says("NUL byte")) return "encoding";
  if (says("MiB")) return "too-long";
  if (says("cannot be read")) return "unreadable";
  return "front-matter";
}

cli::Diagnostic FromReader(std::string_view line, const std::string& file, cli::Severity severity) {
  cli::Diagnostic diagnostic = cli::ParseDiagnosticLine(line, file, "", severity);
  diagnostic.rule = ReaderRule(diagnostic.message);
  return diagnostic;
}

/// Reads the article of `source`. A key that the reader refuses is reported and taken out, so that
/// one run shows all that is wrong. False when there is no reading it.
bool ReadSource(CheckedSource& source, const readers::SourceFile& file, const std::string& lang) {
  const bool keys_read = source.ReadKeys();
  while (true) {
    auto read = readers::ReadMarkdownArticle(source.text(), file, lang);
    if (read) {
      for (const std::string& line : read->warnings) {
        cli::Diagnostic warning = FromReader(line, source.name(), cli::Severity::kWarning);
        // CheckKeys knows more of keys.
        if (warning.rule != kMisspelt) source.Add(std::move(warning));
      }
      source.article = std::move(read->article);
      return true;
    }
    cli::Diagnostic problem =
        FromReader(read.error().message, source.name(), cli::Severity::kError);
    const bool again = keys_read && source.Blank(problem.line);
    source.Add(std::move(problem));
    if (!again) return false;
  }
}

CheckedArticle Finish(CheckedSource& source, bool readable) {
  CheckedArticle checked;
  if (const FrontMatterKey* key = source.Key({"id"})) {
    checked.id_line = key->key_place.line;
    checked.id_column = key->key_place.column;
  }
  if (const FrontMatterKey* key = source.Key({"related"})) {
    checked.related_line = key->key_place.line;
    checked.related_column = key->key_place.column;
  }
  checked.diagnostics = std::move(source.diagnostics());
  cli::SortByPlace(checked.diagnostics);
  if (readable) checked.article = std::move(source.article);
  return checked;
}

}  // namespace

CheckedArticle CheckArticle(std::string_view bytes, const readers::SourceFile& file,
                            const CheckOptions& options) {
  const auto unreadable = [&](const Error& error) {
    return CheckedArticle{std::nullopt,
                          {FromReader(error.message, file.name, cli::Severity::kError)}};
  };
  if (bytes.size() > readers::kMaxArticleBytes) {
    return unreadable(readers::ReadMarkdownArticle(bytes, file, options.lang).error());
  }
  std::vector<std::string> warnings;
  auto text = readers::DecodeSource(bytes, file.name, warnings);
  if (!text) return unreadable(text.error());
  CheckedSource source(file, std::move(*text));
  for (const std::string& line : warnings) {
    source.Add(FromReader(line, file.name, cli::Severity::kWarning));
  }
  const bool readable = ReadSource(source, file, options.lang);
  CheckSecrets(source, options.allowed);
  CheckKeys(source);
  if (readable) {
    const MarkdownFacts facts = ReadMarkdownFacts(source.body());
    CheckDates(source, options.today);
    CheckStructure(source);
    CheckLanguage(source, facts);
    if (options.links != nullptr) CheckLinks(source, facts, *options.links);
  }
  return Finish(source, readable);
}

CheckedArticle CheckReadArticle(Result<readers::ReadArticle> read, std::size_t line,
                                const readers::SourceFile& file, const CheckOptions& options) {
  if (!read) {
    return {std::nullopt, {FromReader(read.error().message, file.name, cli::Severity::kError)}};
  }
  const Article& article = read->article;
  std::string text = article.title + "\n" + article.summary + "\n";
  const std::size_t body = text.size();
  text += article.body;
  CheckedSource source(file, line, std::move(text), body);
  for (const std::string& warning : read->warnings) {
    source.Add(FromReader(warning, file.name, cli::Severity::kWarning));
  }
  const bool markdown = article.format == BodyFormat::kMarkdown;
  const MarkdownFacts facts =
      markdown ? ReadMarkdownFacts(article.body) : MarkdownFacts{{}, article.text};
  source.article = std::move(read->article);
  CheckSecrets(source, options.allowed);
  CheckDates(source, options.today);
  CheckStructure(source);
  CheckLanguage(source, facts);
  if (markdown && options.links != nullptr) CheckLinks(source, facts, *options.links);
  CheckedArticle checked = Finish(source, true);
  checked.id_line = checked.related_line = line;
  checked.id_column = 0;
  return checked;
}

}  // namespace funnel::check
