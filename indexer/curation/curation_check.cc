// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/curation/curation_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "funnel/analyzer.h"
#include "indexer/base/edit_distance.h"
#include "indexer/base/known_language.h"
#include "indexer/curation/synonym_graph.h"
#include "indexer/store/curation/curation_rules.h"
#include "indexer/store/files/durable_file.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/lexicon/lexicon.h"
#include "indexer/text/phrases.h"

namespace funnel::curation {
namespace {

using store::CurationProblem;

/// What the rules of one file mean.
class MeaningCheck {
 public:
  MeaningCheck(const PinTargets& targets, std::vector<store::CurationProblem>& problems,
               std::vector<store::CurationProblem>& unknown)
      : targets_(targets), problems_(problems), unknown_(unknown) {}

  void Check(const std::vector<store::SynonymRule>& rules) {
    SynonymGraph graph;
    for (const store::SynonymRule& rule : rules) {
      if (!CheckLanguage(rule.line, rule.lang)) continue;
      std::vector<SynonymGraph::Name> names, means;
      bool whole = true;
      for (const auto& [from, to] : {std::pair{&rule.names, &names}, {&rule.means, &means}}) {
        for (const store::CurationPhrase& name : *from) {
          std::string key = KeyOf(rule.line, name);
          whole = whole && !key.empty();
          to->push_back({std::move(key), name});
        }
      }
      if (!whole) continue;
      if (auto problem = graph.Add(rule, names, means)) problems_.push_back(std::move(*problem));
    }
    for (store::CurationProblem& problem : graph.Circles()) problems_.push_back(std::move(problem));
  }

  void Check(const std::vector<store::PinRule>& rules) {
    std::map<std::string, std::vector<const store::PinRule*>> same;
    for (const store::PinRule& rule : rules) {
      const std::string key = KeyOf(rule.line, rule.phrase);
      if (!CheckLanguage(rule.line, rule.lang) || key.empty()) continue;
      CheckTarget(rule);
      auto& others =
          same[fmt::format("{}\n{}\n{}\n{}", rule.lang.text, rule.exact, rule.article.text, key)];
      const auto twice = std::find_if(others.begin(), others.end(), [&](const auto* other) {
        return (!other->to || !rule.from || *rule.from <= *other->to) &&
               (!rule.to || !other->from || *other->from <= *rule.to);
      });
      if (twice != others.end()) {
        Wrong(rule.line, rule.phrase.column,
              fmt::format("line {} pins this article for the same question at the same time; "
                          "remove one",
                          (*twice)->line));
      }
      others.push_back(&rule);
    }
  }

  void Check(const std::vector<store::BlockedRule>& rules) {
    std::map<std::string, std::size_t> lines;
    for (const store::BlockedRule& rule : rules) {
      const std::string key = KeyOf(rule.line, rule.phrase);
      if (key.empty()) continue;
      const auto [first, fresh] = lines.emplace(key, rule.line);
      if (!fresh) {
        Wrong(rule.line, rule.phrase.column,
              fmt::format("line {} blocks this already; remove one", first->second));
      }
    }
  }

  void Check(const store::GlossaryRules& glossary) {
    for (const store::CurationPhrase& lang : glossary.langs) CheckLanguage(glossary.line, lang);
    std::map<std::vector<std::string>, std::size_t> lines;
    for (const store::GlossaryRule& rule : glossary.rules) {
      std::vector<std::string> keys;
      for (std::size_t i = 0; i < rule.names.size(); ++i) {
        keys.push_back(std::string());
        for (const store::CurationPhrase& name : rule.names[i]) {
          CheckName(rule.line, name, glossary.langs[i].text);
          keys.back() += Key(name) + '\n';
        }
      }
      const auto [first, fresh] = lines.emplace(std::move(keys), rule.line);
      if (!fresh) {
        Wrong(rule.line, 1, fmt::format("line {} says the same; remove one", first->second));
      }
    }
  }

 private:
  void Wrong(std::size_t line, std::size_t column, std::string message) {
    problems_.push_back({line, column, std::move(message)});
  }

  bool CheckLanguage(std::size_t line, const store::CurationPhrase& lang) {
    if (lang.text.empty() || base::IsKnownLanguage(lang.text)) return true;
    Wrong(line, lang.column,
          fmt::format("there is no language '{}'; write a tag such as en, zh-Hant or th, or * for "
                      "all",
                      lang.text));
    return false;
  }

  /// The normal form of a phrase: equal for what a search takes as equal; empty without a word.
  std::string Key(const store::CurationPhrase& phrase) {
    std::string key;
    const auto writings = reader_.Writings(phrase.text, {});
    if (writings.empty()) return key;
    for (const std::string& form : writings.front()) key += form + ' ';
    return key;
  }

  std::string KeyOf(std::size_t line, const store::CurationPhrase& phrase) {
    std::string key = Key(phrase);
    if (key.empty()) {
      Wrong(line, phrase.column,
            fmt::format("'{}' has no word to look for; write letters or digits", phrase.text));
    }
    return key;
  }

  void CheckTarget(const store::PinRule& rule) {
    const std::string& id = rule.article.text;
    if (!targets_.exists || targets_.exists(id)) return;
    const std::string_view close = base::ClosestName(id, targets_.ids);
    unknown_.push_back({rule.line, rule.article.column,
                        close.empty()
                            ? fmt::format("no article '{}'; correct the id, or remove the pin", id)
                            : fmt::format("no article '{}', did you mean '{}'?", id, close)});
  }

  /// A glossary's name is looked up as a whole, so it may not be long.
  void CheckName(std::size_t line, const store::CurationPhrase& name, const std::string& lang) {
    std::size_t words = 0;
    for (const Term& term : analyzer_.AnalyzeDocument(name.text, lang).terms) {
      if (term.lane == Lane::kWord && !term.stop) ++words;
    }
    if (words == 0) {
      Wrong(line, name.column,
            fmt::format("'{}' has no word to look for; write a term of '{}', or leave the place "
                        "empty",
                        name.text, lang));
    } else if (words > store::kMostSourceWords) {
      Wrong(line, name.column,
            fmt::format("'{}' has {} words, at most {} are looked up as one; write a shorter term",
                        name.text, words, store::kMostSourceWords));
    }
  }

  const PinTargets& targets_;
  std::vector<store::CurationProblem>& problems_;
  std::vector<store::CurationProblem>& unknown_;
  text::PhraseReader reader_;
  Analyzer analyzer_;
};

}  // namespace

Result<std::string> ReadCurationFile(const readers::CurationFile& file) {
  return store::Guard(file.name, [&] {
    // One byte more than is read tells that it is too long.
    return Result<std::string>(store::ReadBeginning(file.path, store::kMaxCurationBytes + 1));
  });
}

std::vector<cli::Diagnostic> CheckCuration(std::string_view bytes,
                                           const readers::CurationFile& file,
                                           const PinTargets& targets) {
  std::vector<store::CurationProblem> problems;
  std::vector<store::CurationProblem> unknown;
  MeaningCheck check(targets, problems, unknown);
  switch (file.kind) {
    case store::CurationKind::kSynonyms:
      check.Check(store::ReadSynonyms(bytes, problems));
      break;
    case store::CurationKind::kPins:
      check.Check(store::ReadPins(bytes, problems));
      break;
    case store::CurationKind::kBlocked:
      check.Check(store::ReadBlocked(bytes, problems));
      break;
    case store::CurationKind::kGlossary:
      check.Check(store::ReadGlossaryRules(bytes, problems));
      break;
  }
  std::vector<cli::Diagnostic> diagnostics;
  for (const auto& [found, rule] :
       {std::pair{&problems, kCurationRule}, std::pair{&unknown, kUnknownPinRule}}) {
    for (store::CurationProblem& problem : *found) {
      diagnostics.push_back({file.name, problem.line, problem.column, cli::Severity::kError, rule,
                             std::move(problem.message)});
    }
  }
  cli::SortByPlace(diagnostics);
  return diagnostics;
}

std::vector<cli::Diagnostic> CheckCurationFiles(const std::vector<readers::CurationFile>& files) {
  std::vector<cli::Diagnostic> diagnostics;
  std::map<store::CurationKind, const readers::CurationFile*> first;
  for (const readers::CurationFile& file : files) {
    const auto [other, fresh] = first.emplace(file.kind, &file);
    if (fresh) continue;
    diagnostics.push_back({file.name, 0, 0, cli::Severity::kError, kCurationRule,
                           fmt::format("there is also {}, and a base has one file of {}; make one "
                                       "of the two",
                                       other->second->name, Name(file.kind))});
  }
  return diagnostics;
}

}  // namespace funnel::curation
