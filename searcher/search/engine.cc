// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/engine.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "indexer/base/add_once.h"
#include "indexer/base/ranking_language.h"
#include "searcher/query/look_budget.h"
#include "searcher/rank/requirement_check.h"
#include "searcher/search/browse.h"
#include "searcher/search/match.h"
#include "searcher/search/order.h"
#include "searcher/search/pinned.h"
#include "searcher/search/show.h"

namespace funnel::search {
namespace {

/// The share of the time left that other languages may take where there are hits to show.
constexpr double kMostOthersTime = 0.5;

/// Other languages that a question is asked in at most, and how many more for all doubt whether its
/// own have the answer.
constexpr std::size_t kMostOthers = 4;
constexpr double kOthersPerDoubt = 6;

/// A language that has hardly anything which the question's own lack is not asked.
constexpr double kLeastMissing = 0.02;

/// From here on a language answers so surely that no more are asked.
constexpr double kSure = 0.8;

/// A language has few articles that has less than so many for each of the largest one's.
constexpr double kFew = 0.1;

/// Looks into lexicons for what the words of a question that no lexicon has are like, in all
/// languages together: ten times what a long question needs.
constexpr std::size_t kMostLooks = 200'000;

Asked Begin(const Request& question, const std::string& language) {
  Asked asked;
  asked.language = language;
  asked.langs = question.reader.Languages(language);
  asked.counts = std::make_unique<query::TermCounts>(question.reader.Language(language));
  asked.records = &question.reader.Records(language);
  const std::size_t most = question.reader.articles(question.reader.RankingLanguages().front());
  asked.size = static_cast<double>(question.reader.articles(language)) /
               static_cast<double>(std::max<std::size_t>(1, most));
  const std::size_t languages = question.reader.RankingLanguages().size();
  asked.others = static_cast<double>(std::clamp<std::size_t>(languages - 1, 1, kMostOthers));
  if (question.explained) {
    asked.trace = std::make_unique<explain::SearchTrace>();
    asked.trace->filter = question.filter;
    asked.trace->langs = asked.langs;
  }
  return asked;
}

Task TaskOf(const Request& question, const Asked& asked, query::PostingScorer& scorer) {
  return {question.request,
          question.reader_lang,
          asked.langs,
          question.reader.generation(),
          *asked.counts,
          *asked.records,
          scorer,
          question.ranking,
          question.deadline,
          question.filter,
          question.Counts(),
          asked.trace.get(),
          !asked.translated_from.empty()};
}

/// The more of the base is in the question's own languages, the less likely others have what these
/// lack: half as likely where none has more articles.
double AskOthersBelow(const Request& question, const std::vector<Asked>& asked) {
  double size = 0;
  for (const Asked& one : asked) size = std::max(size, one.size);
  return question.ranking.ask_others_below * (size > 0.5 ? 1.5 - size : 1);
}

double BestConfidence(const std::vector<Asked>& asked) {
  double best = 0;
  for (const Asked& one : asked) best = std::max(best, one.confidence);
  return best;
}

bool FoundAny(const std::vector<Asked>& asked) {
  return std::any_of(asked.begin(), asked.end(),
                     [](const Asked& one) { return !one.matched.candidates.empty(); });
}

/// Whether a question of a search box has anything that can be looked for.
bool HasTerms(const std::string& text, Analyzer& analyzer) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  if (text.size() > kMaxQueryBytes || std::any_of(text.begin(), text.end(), is_word)) return true;
  return !analyzer.AnalyzeQuery(query::ParseQuery(text).text, {}).terms.empty();
}

/// Whether the question excludes a document.
bool Excludes(const Asked& asked, Xapian::docid document) {
  return std::any_of(asked.plan.excluded.begin(), asked.plan.excluded.end(),
                     [&](const query::Requirement& excluded) {
                       const rank::RequirementCheck check(excluded, asked.database(),
                                                          *asked.records);
                       return check.Holds(document);
                     });
}

/// The languages that a question is asked in, as far as articles in them can meet its filter. Who
/// asks nothing and has no language gets a list of all.
LanguageChoice Choose(const Request& question, Analyzer& analyzer) {
  store::Reader& reader = question.reader;
  LanguageChoice choice =
      ChooseLanguages(question.request.query, question.reader_lang, reader, analyzer);
  const auto impossible = [&](const std::string& language) {
    if (question.filter == nullptr) return false;
    const std::vector<std::string> langs = reader.Languages(language);
    return std::none_of(langs.begin(), langs.end(),
                        [&](const std::string& lang) { return question.filter->MayBeIn(lang); });
  };
  const auto preferred = choice.own.begin() + static_cast<std::ptrdiff_t>(choice.preferred);
  choice.preferred -=
      static_cast<std::size_t>(std::count_if(choice.own.begin(), preferred, impossible));
  std::erase_if(choice.own, impossible);
  std::erase_if(choice.others, impossible);
  if (question.Browses() && question.reader_lang.empty()) {
    choice.own = reader.RankingLanguages();
    std::erase_if(choice.own, impossible);
    choice.others.clear();
  }
  return choice;
}

/// Matches, and says how sure the first hit is.
Result<void> Run(const Task& task,
                 const std::vector<std::pair<std::uint32_t, std::uint32_t>>& places, double known,
                 Asked& asked) {
  Result<Matched> matched = Match(task, asked.plan, asked.built);
  if (!matched) return Fail(matched.error());
  asked.matched = *std::move(matched);
  if (!asked.plan.cited.empty() && !asked.matched.cites) asked.relaxed = true;
  asked.features = FeaturesOf(asked.plan, asked.built, asked.matched, *asked.counts, places, known);
  asked.confidence =
      asked.matched.candidates.empty() ? 0 : ConfidenceOf(asked.features, asked.size);
  return {};
}

}  // namespace

std::vector<const Asked*> Findings::Main() const {
  std::vector<const Asked*> main;
  const Asked* best = nullptr;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (asked[i].matched.candidates.empty()) continue;
    if (i < own) main.push_back(&asked[i]);
    if (best == nullptr || asked[i].confidence > best->confidence) best = &asked[i];
  }
  if (main.empty() && best != nullptr) main.push_back(best);
  return main;
}

Result<Findings> Engine::Find(const Request& question) {
  pins_.clear();
  spelling_left_out_ = quotes_phrases_ = relaxed_ = false;
  if (!question.Browses() && !HasTerms(question.request.query, analyzer_)) {
    return Fail(ErrorCode::kInvalidInput,
                "the query has no letter, digit or sign that is searched: ask with a word");
  }
  const LanguageChoice choice = Choose(question, analyzer_);
  if (question.Browses()) return Browse(question, choice);
  Result<Findings> answers = FindOnce(question, choice);
  if (answers && quotes_phrases_ && !FoundAny(answers->asked)) {
    // Nobody has said exactly that: what comes close helps more than nothing.
    relaxed_ = true;
    answers = FindOnce(question, choice);
  }
  if (!answers) return answers;
  const std::vector<std::string> langs = ShownLanguages(question, choice.written_in);
  if (Result<void> pinned = Pin(question, langs, *answers); !pinned) return Fail(pinned.error());
  if (spelling_left_out_) {
    answers->incomplete.insert(answers->incomplete.begin(), Omission::kSpelling);
  }
  if (Result<void> found = FindInAnyLanguage(question, *answers); !found) {
    return Fail(found.error());
  }
  return answers;
}

Result<Findings> Engine::Browse(const Request& question, const LanguageChoice& choice) {
  Findings answers;
  const auto list = [&](const std::vector<std::string>& languages) {
    for (const std::string& language : languages) {
      Asked asked = Begin(question, language);
      asked.matched = ListNewest(TaskOf(question, asked, scorer_));
      answers.asked.push_back(std::move(asked));
    }
  };
  list(choice.own);
  if (!FoundAny(answers.asked)) list(choice.others);
  answers.own = answers.asked.size();
  if (Result<void> found = FindInAnyLanguage(question, answers); !found) {
    return Fail(found.error());
  }
  return answers;
}

Result<void> Engine::FindInAnyLanguage(const Request& question, Findings& answers) {
  const std::vector<Facet>& facets = question.request.facets;
  const bool counted = std::find(facets.begin(), facets.end(), Facet::kLanguage) != facets.end();
  if (!counted || question.filter == nullptr || !question.filter->Limits(Facet::kLanguage)) {
    return {};
  }
  const query::CompiledFilter rest = question.filter->Without(Facet::kLanguage);
  Request any = question;
  any.filter = &rest;
  any.explained = false;
  const LanguageChoice choice = Choose(any, analyzer_);
  const std::vector<std::string> pins = std::exchange(pins_, {});
  Result<Findings> found = any.Browses() ? Browse(any, choice) : FindOnce(any, choice);
  pins_ = pins;
  if (!found) return Fail(found.error());
  for (const Asked* one : found->Main()) {
    const auto index = static_cast<std::size_t>(one - found->asked.data());
    answers.any_language.push_back(std::move(found->asked[index]));
  }
  return {};
}

Result<Findings> Engine::FindOnce(const Request& question, const LanguageChoice& choice) {
  Findings answers;
  for (const std::string& language : choice.own) {
    Result<Asked> asked = Ask(question, language);
    if (!asked) return Fail(asked.error());
    asked->other = choice.preferred > 0 && answers.asked.size() >= choice.preferred;
    answers.asked.push_back(*std::move(asked));
  }
  answers.own = answers.asked.size();
  answers.ask_others_below = AskOthersBelow(question, answers.asked);
  if (question.own_only || BestConfidence(answers.asked) >= answers.ask_others_below) {
    return answers;
  }
  Request in_time = question;
  if (FoundAny(answers.asked)) in_time.deadline = question.deadline.Within(kMostOthersTime);
  query::LookBudget budget(kMostLooks, in_time.deadline);
  try {
    if (Result<void> own = AskOwnTranslated(in_time, choice, budget, answers); !own) {
      return Fail(own.error());
    }
    if (Result<void> others = AskOthers(in_time, choice, budget, answers); !others) {
      return Fail(others.error());
    }
  } catch (const query::DeadlineExceeded&) {
    if (answers.asked.empty()) throw;
    answers.incomplete.push_back(Omission::kTranslation);
  }
  return answers;
}

Result<Asked> Engine::Ask(const Request& question, const std::string& language) {
  Asked asked = Begin(question, language);
  const Task task = TaskOf(question, asked, scorer_);
  PlannedQuestion planned = planner_.Plan(task);
  spelling_left_out_ = spelling_left_out_ || !planned.complete;
  for (std::string& pin : planned.pins) base::AddOnce(std::move(pin), pins_);
  asked.plan = std::move(planned.plan);
  Relax(asked);
  asked.built = query::BuildQuery(asked.plan, task.counts, task.ranking);
  if (Result<void> run = Run(task, {}, 1, asked); !run) return Fail(run.error());
  return asked;
}

void Engine::Relax(Asked& asked) {
  quotes_phrases_ = quotes_phrases_ || !asked.plan.phrases.empty();
  if (!relaxed_) return;
  asked.relaxed = !asked.plan.phrases.empty();
  asked.plan.phrases.clear();
}

Result<void> Engine::AskOwnTranslated(const Request& question, const LanguageChoice& choice,
                                      query::LookBudget& budget, Findings& answers) {
  for (const std::string& language : choice.own) {
    const bool in_another = std::any_of(
        choice.written_in.begin(), choice.written_in.end(),
        [&](const std::string& lang) { return base::RankingLanguage(lang) != language; });
    if (!in_another || FoundAny(answers.asked)) continue;
    Result<Asked> asked = AskTranslated(question, language, choice.written_in, budget);
    if (!asked) return Fail(asked.error());
    if (asked->matched.candidates.empty()) continue;
    asked->other = true;
    answers.asked.push_back(*std::move(asked));
    ++answers.own;
  }
  return {};
}

Result<void> Engine::AskOthers(const Request& question, const LanguageChoice& choice,
                               query::LookBudget& budget, Findings& answers) {
  const double doubt = 1 - BestConfidence(answers.asked);
  auto left = static_cast<std::size_t>(
      std::clamp<double>(std::ceil(kOthersPerDoubt * doubt), 1, kMostOthers));
  for (const std::string& language : choice.others) {
    // What the reader's language has as well was found there, or is not the answer.
    if (!choice.own.empty() && !choice.MayBeIn(language) &&
        missing_families_.Share(question.reader, choice.own, language) < kLeastMissing) {
      continue;
    }
    std::optional<Asked> best;
    const auto ask = [&]() -> Result<void> {
      Result<Asked> asked = Ask(question, language);
      if (!asked) return Fail(asked.error());
      if (!asked->matched.candidates.empty()) best = *std::move(asked);
      return {};
    };
    if (choice.MayBeIn(language)) {
      if (Result<void> asked = ask(); !asked) return asked;
    }
    if (!best || best->confidence < question.ranking.ask_others_below) {
      Result<Asked> asked = AskTranslated(question, language, choice.written_in, budget);
      if (!asked) return Fail(asked.error());
      const bool better =
          !asked->matched.candidates.empty() && (!best || asked->confidence > best->confidence);
      if (better) best = *std::move(asked);
    }
    // Where nothing is found, it may be a name, or in a language that nobody recognises.
    if (!best && !FoundAny(answers.asked) && !choice.MayBeIn(language)) {
      if (Result<void> asked = ask(); !asked) return asked;
    }
    if (!best) continue;
    const bool sure = best->confidence >= kSure;
    // Who asks in a language that hardly any article is in reads the others as well.
    best->other = std::any_of(answers.asked.begin(), answers.asked.end(),
                              [](const Asked& one) { return one.size >= kFew; });
    answers.asked.push_back(*std::move(best));
    if (sure || --left == 0) break;
  }
  return {};
}

Result<Asked> Engine::AskTranslated(const Request& question, const std::string& language,
                                    const std::vector<std::string>& from,
                                    query::LookBudget& budget) {
  Asked asked = Begin(question, language);
  // Nothing is planned where no lexicon leads.
  if (!cross_language_.Reaches(from, asked.langs, question.reader.generation())) return asked;
  asked.translated_from = from.front();
  const Task task = TaskOf(question, asked, scorer_);
  asked.plan = planner_.Plan(task).plan;
  Relax(asked);
  const translate::TranslatedQuery translated = cross_language_.Translate(
      asked.plan, from, asked.langs, question.reader.generation(), question.ranking, budget);
  if (translated.empty()) return asked;
  asked.translated_from = translated.from;
  if (task.trace != nullptr) task.trace->translated = translated;
  ExcludeTranslated(question, asked, budget);
  asked.built = translate::BuildTranslatedQuery(asked.plan, translated, task.counts, task.ranking);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places = translated.unknown;
  for (const translate::TranslatedWord& word : translated.words) {
    if (word.lane == Lane::kWord) places.emplace_back(word.begin, word.end);
  }
  const auto known = static_cast<double>(translated.known);
  const double words = known + static_cast<double>(translated.unknown.size());
  if (Result<void> run = Run(task, places, known / std::max(1.0, words), asked); !run) {
    return Fail(run.error());
  }
  return asked;
}

void Engine::ExcludeTranslated(const Request& question, Asked& asked, query::LookBudget& budget) {
  for (const query::Exclusion& exclusion : asked.plan.exclusions) {
    if (exclusion.quoted) continue;
    query::Requirement excluded =
        cross_language_.TranslateExclusion(exclusion.text, asked.translated_from, asked.langs,
                                           question.reader.generation(), question.ranking, budget);
    if (!excluded.all.empty()) asked.plan.excluded.push_back(std::move(excluded));
  }
}

Result<void> Engine::Pin(const Request& question, const std::vector<std::string>& langs,
                         Findings& answers) {
  for (const auto& pinned : PinnedDocuments(question.reader, pins_, langs)) {
    const std::string& language = pinned.first;
    auto asked = std::find_if(answers.asked.begin(), answers.asked.end(),
                              [&](const Asked& one) { return one.language == language; });
    const auto own = answers.asked.begin() + static_cast<std::ptrdiff_t>(answers.own);
    const bool known = asked != answers.asked.end();
    if (!known) {
      Result<Asked> other = Ask(question, language);
      if (!other) return Fail(other.error());
      // Nothing else in this language was asked for.
      other->matched.candidates.clear();
      other->matched.total = 0;
      other->matched.found = {};
      asked = answers.asked.insert(own, *std::move(other));
      ++answers.own;
    } else if (asked >= own) {
      std::rotate(own, asked, asked + 1);
      asked = own;
      ++answers.own;
    }
    std::vector<Xapian::docid> documents = pinned.second;
    std::erase_if(documents, [&](Xapian::docid document) { return Excludes(*asked, document); });
    if (question.filter != nullptr) {
      query::DocumentFilter filter(*question.filter, asked->database(), asked->langs,
                                   *asked->records);
      std::erase_if(documents, [&](Xapian::docid document) { return filter.Fails(document) != 0; });
    }
    PutOnTop(documents, asked->built, asked->database(), asked->matched);
    std::vector<Xapian::docid>& all = asked->matched.found.all;
    if (question.Counts()) all.insert(all.end(), documents.begin(), documents.end());
  }
  return {};
}

}  // namespace funnel::search
