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
#include "indexer/readers/source_text.h"
#include "indexer/store/curation/curation.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/text/main_terms.h"

namespace funnel {
namespace {

std::vector<std::string_view> Split(std::string_view line, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = line.find(separator);
    parts.push_back(Trim(line.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    line.remove_prefix(end + 1);
  }
}

/// Reads one line after the other.
class Parser {
 public:
  Parser(const std::string& file, std::vector<std::string>& errors)
      : file_(file), errors_(errors) {}

  void Read(std::string_view line, std::size_t number) {
    number_ = number;
    const std::string_view trimmed = Trim(line);
    if (trimmed.empty() || trimmed.front() == '#') return;
    if (separator_ == '\0') {
      ReadHeader(line);
    } else {
      ReadRow(line);
    }
  }

  Glossary Finish() {
    if (separator_ == '\0') {
      number_ = 0;
      Wrong("no line with the languages; begin with one, such as 'en : th : ja'");
    }
    return std::move(glossary_);
  }

 private:
  void Wrong(std::string_view message) {
    errors_.push_back(DiagnosticLine(file_, number_, 0, "error", message));
  }

  void ReadHeader(std::string_view line) {
    separator_ = line.find('\t') != std::string_view::npos ? '\t' : ':';
    for (const std::string_view cell : Split(line, separator_)) {
      const Result<std::string> tag = CanonicalLanguage(cell);
      if (!tag) {
        Wrong(tag.error().message);
      } else if (glossary_.Find(*tag) < glossary_.langs.size()) {
        Wrong(fmt::format("'{}' stands here twice; give each language one place", *tag));
      }
      glossary_.langs.push_back(tag ? *tag : std::string());
    }
    if (glossary_.langs.size() < 2) {
      Wrong("one language only; name at least two, with tabs or colons between, such as 'en : th'");
    }
  }

  void ReadRow(std::string_view line) {
    const std::vector<std::string_view> cells = Split(line, separator_);
    if (cells.size() > glossary_.langs.size()) {
      return Wrong(fmt::format("{} places for {} languages; take out the {} too many", cells.size(),
                               glossary_.langs.size(),
                               separator_ == '\t' ? "tabs that are" : "colons that are"));
    }
    Glossary::Row row{number_, {}};
    std::size_t filled = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      row.names.push_back(ReadNames(cells[i], glossary_.langs[i]));
      if (!row.names.back().empty()) ++filled;
    }
    if (filled < 2) return Wrong("a term in one language only; add its name in another");
    row.names.resize(glossary_.langs.size());
    glossary_.rows.push_back(std::move(row));
  }

  std::vector<std::string> ReadNames(std::string_view cell, const std::string& lang) {
    std::vector<std::string> names;
    if (cell.empty()) return names;
    for (const std::string_view name : Split(cell, '|')) {
      const std::vector<text::MainTerm> words =
          text::MainTerms(analyzer_.AnalyzeDocument(name, lang));
      if (words.empty()) {
        Wrong(
            fmt::format("'{}' has no word to look for; write a term of '{}' or leave the place "
                        "empty",
                        name, lang));
      } else if (words.size() > store::kMostSourceWords) {
        Wrong(fmt::format("'{}' has {} words, at most {} are looked up as one; name a shorter term",
                          name, words.size(), store::kMostSourceWords));
      } else {
        names.emplace_back(name);
      }
    }
    return names;
  }

  const std::string& file_;
  std::vector<std::string>& errors_;
  std::size_t number_ = 0;
  char separator_ = '\0';  ///< Unknown before the header.
  Glossary glossary_;
  Analyzer analyzer_;
};

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

}  // namespace

std::size_t Glossary::Find(std::string_view lang) const {
  return static_cast<std::size_t>(std::find(langs.begin(), langs.end(), lang) - langs.begin());
}

Glossary ReadGlossary(std::string_view bytes, const std::string& file,
                      std::vector<std::string>& errors) {
  std::vector<std::string> warnings;
  const Result<std::string> text = DecodeSource(bytes, file, warnings);
  if (!text) {
    errors.push_back(text.error().message);
    return {};
  }
  Parser parser(file, errors);
  std::string_view rest = *text;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    parser.Read(rest.substr(0, end), number);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return parser.Finish();
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

}  // namespace funnel
