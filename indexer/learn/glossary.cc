// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/glossary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <system_error>
#include <utility>

#include "funnel/article.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/store/curation/curation.h"
#include "indexer/store/curation/curation_rules.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/text/main_terms.h"

namespace funnel::learn {
namespace {

/// The terms that stand for a name in documents.
std::vector<std::string> TargetTerms(std::string_view name, const std::string& lang,
                                     Analyzer& analyzer) {
  const AnalyzedText text = analyzer.AnalyzeDocument(name, lang);
  const std::vector<text::MainTerm> words = text::MainTerms(text);
  std::vector<std::string> terms = text::PairsOf(text, words);
  if (terms.empty()) {
    for (const text::MainTerm& word : words) terms.push_back(word.term);
  }
  return terms;
}

std::string Source(std::string_view name, const std::string& lang, Analyzer& analyzer) {
  const std::vector<text::MainTerm> words = text::MainTerms(analyzer.AnalyzeDocument(name, lang));
  std::vector<std::string_view> terms;
  for (const text::MainTerm& word : words) terms.push_back(word.term);
  return store::SourceKey(terms);
}

/// Why a name cannot be looked up, and what to do; empty when it can.
std::string NameProblem(std::string_view name, const std::string& lang, Analyzer& analyzer) {
  const std::size_t words = text::MainTerms(analyzer.AnalyzeDocument(name, lang)).size();
  if (words == 0) {
    return fmt::format(
        "'{}' has no word to look for; write a term of '{}' or leave the place empty", name, lang);
  }
  if (words > store::kMostSourceWords) {
    return fmt::format("'{}' has {} words, at most {} are looked up as one; name a shorter term",
                       name, words, store::kMostSourceWords);
  }
  return {};
}

}  // namespace

std::size_t Glossary::Find(std::string_view lang) const {
  return static_cast<std::size_t>(std::find(langs.begin(), langs.end(), lang) - langs.begin());
}

Glossary ReadGlossary(std::string_view bytes, const std::string& file,
                      std::vector<std::string>& errors) {
  std::vector<store::CurationProblem> problems;
  store::GlossaryRules rules = store::ReadGlossaryRules(bytes, problems);
  if (rules.langs.empty() && problems.empty()) {
    problems.push_back(
        {0, 0, "no line with the languages; begin with one, such as 'en : th : ja'"});
  }
  Glossary glossary;
  for (store::CurationPhrase& lang : rules.langs) glossary.langs.push_back(std::move(lang.text));
  Analyzer analyzer;
  for (const store::GlossaryRule& rule : rules.rules) {
    Glossary::Row& row = glossary.rows.emplace_back();
    row.line = rule.line;
    for (std::size_t i = 0; i < rule.names.size(); ++i) {
      std::vector<std::string>& names = row.names.emplace_back();
      for (const store::CurationPhrase& name : rule.names[i]) {
        std::string problem = NameProblem(name.text, glossary.langs[i], analyzer);
        if (problem.empty()) {
          names.push_back(name.text);
        } else {
          problems.push_back({rule.line, name.column, std::move(problem)});
        }
      }
    }
  }
  for (const store::CurationProblem& problem : problems) {
    errors.push_back(
        base::DiagnosticLine(file, problem.line, problem.column, "error", problem.message));
  }
  return glossary;
}

Glossary ReadGlossaryFile(const std::filesystem::path& path, std::vector<std::string>& errors) {
  constexpr std::uintmax_t kMostBytes = 4 * 1024 * 1024;
  const std::string name = path.string();
  std::error_code error;
  const std::uintmax_t size =
      std::filesystem::is_regular_file(path, error) ? std::filesystem::file_size(path, error) : 0;
  std::ifstream in(path, std::ios::binary);
  if (error || !std::filesystem::is_regular_file(path, error) || !in.is_open()) {
    errors.push_back(name + ": error: cannot be read; give the path of a text file");
    return {};
  }
  if (size > kMostBytes) {
    errors.push_back(name + ": error: larger than 4 MB; leave out what is no term");
    return {};
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return ReadGlossary(bytes, name, errors);
}

Glossary ReadStoredGlossary(const std::filesystem::path& dir, std::vector<std::string>& errors) {
  const std::string file =
      (dir / store::kCurationFolder / store::CurationFileName(store::CurationKind::kGlossary))
          .string();
  Result<std::string> stored = store::Guard(dir.string(), [&]() -> Result<std::string> {
    const Result<std::string> generation = store::ReadCurrent(dir);
    if (!generation) return Fail(generation.error());
    store::CurationFiles files = store::ReadCuration(dir / *generation);
    const auto found = files.find(store::CurationKind::kGlossary);
    return found == files.end() ? std::string() : std::move(found->second);
  });
  if (!stored) {
    errors.push_back("funnel-indexer: error: " + stored.error().message);
    return {};
  }
  return stored->empty() ? Glossary() : ReadGlossary(*stored, file, errors);
}

std::vector<store::LexiconEntry> GlossaryEntries(const Glossary& glossary, std::string_view from,
                                                 std::string_view to, Analyzer& analyzer) {
  const std::size_t a = glossary.Find(from);
  const std::size_t b = glossary.Find(to);
  if (a == glossary.langs.size() || b == glossary.langs.size()) return {};
  // The names in the other language, each as the terms that stand for it.
  std::map<std::string, std::vector<std::vector<std::string>>> names;
  for (const Glossary::Row& row : glossary.rows) {
    for (const std::string& name : row.names[a]) {
      auto& targets = names[Source(name, glossary.langs[a], analyzer)];
      for (const std::string& target : row.names[b]) {
        std::vector<std::string> terms = TargetTerms(target, glossary.langs[b], analyzer);
        if (std::find(targets.begin(), targets.end(), terms) == targets.end()) {
          targets.push_back(std::move(terms));
        }
      }
    }
  }
  std::vector<store::LexiconEntry> entries;
  for (const auto& [source, targets] : names) {
    if (targets.empty()) continue;
    std::map<std::string, double> shares;
    for (const std::vector<std::string>& terms : targets) {
      for (const std::string& term : terms) {
        shares[term] += 1.0 / static_cast<double>(targets.size() * terms.size());
      }
    }
    store::LexiconEntry entry{source, {}};
    for (const auto& [term, share] : shares) entry.targets.push_back({term, share});
    std::stable_sort(entry.targets.begin(), entry.targets.end(),
                     [](const auto& x, const auto& y) { return x.probability > y.probability; });
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace funnel::learn
