// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cli/output.h"

#include "funnel/article.h"
#include "indexer/base/json.h"
#include "indexer/base/known_language.h"
#include "indexer/base/terminal_text.h"
#include "indexer/cli/author_name.h"

namespace funnel::cli {

ExitCode Refuse(Console& console, const Error& error) {
  console.err << "funnel-indexer: error: " << base::ForTerminal(error.message, true) << '\n';
  return ExitCode::kFailed;
}

void Warn(Console& console, const std::string& message) {
  if (message.empty()) return;
  console.err << "funnel-indexer: warning: " << base::ForTerminal(message, true) << '\n';
}

ExitCode Interrupted(Console& console) {
  console.err << "funnel-indexer: interrupted; the knowledge base is as it was\n";
  return ExitCode::kInterrupted;
}

namespace {

bool TakeLang(Console& console, Result<std::string> tag, std::string& lang) {
  if (!tag) {
    console.err << "funnel-indexer: error: --lang: " << tag.error().message << '\n';
    return false;
  }
  lang = std::move(*tag);
  return true;
}

}  // namespace

bool ReadLang(Console& console, std::string& lang) {
  return lang.empty() || TakeLang(console, CanonicalLanguage(lang), lang);
}

bool ReadFallbackLang(Console& console, std::string& lang) {
  return lang.empty() || TakeLang(console, base::KnownLanguage(lang), lang);
}

bool CheckBy(Console& console, const std::string& by) {
  const std::string problem = by.empty() ? std::string() : AuthorNameProblem(by);
  if (!problem.empty()) console.err << "funnel-indexer: error: --by: " << problem << '\n';
  return problem.empty();
}

std::string JsonLine(std::initializer_list<std::pair<const char*, std::uint64_t>> numbers,
                     double seconds) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  json.SetMaxDecimalPlaces(3);
  json.StartObject();
  for (const auto& [key, value] : numbers) {
    json.Key(key);
    json.Uint64(value);
  }
  json.Key("seconds");
  json.Double(seconds);
  json.EndObject();
  return std::string(buffer.GetString()) + "\n";
}

}  // namespace funnel::cli
