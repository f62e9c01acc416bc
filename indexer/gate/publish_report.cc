// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gate/publish_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "indexer/base/json.h"
#include "indexer/base/terminal_text.h"
#include "indexer/base/utf8.h"

namespace funnel::gate {
namespace {

constexpr std::size_t kLongestShown = 100;

/// Text of an article as one line of a terminal, and not too long.
std::string Shown(std::string_view text) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); base::NextCharacter(text, at)) {
    if (++characters > kLongestShown) return base::ForTerminal(text.substr(0, at)) + "...";
  }
  return base::ForTerminal(text);
}

std::string NameOf(const std::string& id, const std::string& lang) {
  return fmt::format("{} [{}]", Shown(id), lang);
}

int Percent(double share) { return static_cast<int>(std::floor(100 * share + 0.5)); }

std::string_view OutcomeName(Outcome outcome) {
  constexpr std::string_view kNames[] = {"new", "updated", "unchanged"};
  return kNames[static_cast<int>(outcome)];
}

std::string_view Said(FindabilityQuestion::Source source) {
  constexpr std::string_view kSaid[] = {"the symptom", "its title in other words,", "the question"};
  return kSaid[static_cast<int>(source)];
}

std::size_t Count(const PublishReport& report, Outcome outcome) {
  return static_cast<std::size_t>(
      std::count_if(report.articles.begin(), report.articles.end(),
                    [&](const GatedArticle& one) { return one.outcome == outcome; }));
}

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void Put(Writer& json, const char* key, std::string_view value) {
  json.Key(key);
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void PutArticle(Writer& json, const GatedArticle& gated) {
  json.StartObject();
  Put(json, "file", gated.file);
  Put(json, "id", gated.article.id);
  Put(json, "lang", gated.article.lang);
  Put(json, "state", Name(gated.article.state));
  Put(json, "outcome", OutcomeName(gated.outcome));
  json.Key("similar");
  json.StartArray();
  for (const NearDuplicate& other : gated.gate.similar) {
    json.StartObject();
    Put(json, "id", other.id);
    Put(json, "lang", other.lang);
    Put(json, "title", other.title);
    json.Key("share");
    json.Double(other.share);
    json.Key("duplicate");
    json.Bool(other.same);
    json.EndObject();
  }
  json.EndArray();
  json.Key("questions");
  json.StartArray();
  for (const AskedQuestion& asked : gated.gate.questions) {
    json.StartObject();
    Put(json, "source", Name(asked.question.source));
    Put(json, "text", asked.question.text);
    json.Key("rank");
    asked.rank ? json.Uint64(*asked.rank) : json.Null();
    if (!asked.problem.empty()) Put(json, "problem", asked.problem);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

}  // namespace

bool GatedArticle::duplicate() const {
  return outcome != Outcome::kUnchanged &&
         std::any_of(gate.similar.begin(), gate.similar.end(),
                     [](const NearDuplicate& other) { return other.same; });
}

std::vector<cli::Diagnostic> GateDiagnostics(const GatedArticle& gated, bool despite_duplicates) {
  std::vector<cli::Diagnostic> diagnostics;
  const std::string name = NameOf(gated.article.id, gated.article.lang);
  const auto add = [&](cli::Severity severity, const char* rule, std::string message) {
    diagnostics.push_back({gated.file, 0, 0, severity, rule, name + ": " + std::move(message)});
  };
  for (const NearDuplicate& other : gated.gate.similar) {
    if (!other.same || !gated.duplicate()) continue;
    add(despite_duplicates ? cli::Severity::kWarning : cli::Severity::kError, "near-duplicate",
        fmt::format("shares {}% of its content with {} \"{}\"; {}", Percent(other.share),
                    NameOf(other.id, other.lang), Shown(other.title),
                    despite_duplicates
                        ? "readers will find both"
                        : "update that one instead, give both the same family if they are "
                          "translations, or publish with --despite-duplicates"));
  }
  for (const AskedQuestion& asked : gated.gate.questions) {
    if (asked.on_first_page()) continue;
    const std::string question =
        fmt::format("{} \"{}\"", Said(asked.question.source), Shown(asked.question.text));
    if (!asked.problem.empty()) {
      add(cli::Severity::kWarning, "not-asked", question + " was not asked: " + asked.problem);
    } else {
      add(cli::Severity::kWarning, "not-found",
          fmt::format("{} does not find it on the first page ({}); say in its title, symptoms or "
                      "text what its readers say",
                      question,
                      asked.rank ? fmt::format("rank {}", *asked.rank)
                                 : fmt::format("not among the first {}", kDeepestRank)));
    }
  }
  return diagnostics;
}

std::string ArticleLines(const GatedArticle& gated) {
  std::string lines = fmt::format("{}: {}", NameOf(gated.article.id, gated.article.lang),
                                  OutcomeName(gated.outcome));
  if (gated.article.state != State::kPublished) {
    lines += fmt::format("; {}: stored, but nobody finds it, so its questions were not asked",
                         Name(gated.article.state));
  }
  lines += '\n';
  for (const NearDuplicate& other : gated.gate.similar) {
    lines += fmt::format("  similar: {} {}%{}\n", NameOf(other.id, other.lang),
                         Percent(other.share), other.same ? ", a near-duplicate" : "");
  }
  for (const AskedQuestion& asked : gated.gate.questions) {
    lines += fmt::format("  rank {:<3} \"{}\"  ({})\n",
                         asked.rank ? std::to_string(*asked.rank) : std::string("-"),
                         Shown(asked.question.text), Name(asked.question.source));
  }
  return lines;
}

std::string SummaryLine(const PublishReport& report) {
  return fmt::format("{} {} {} ({} added, {} updated, {} unchanged) in {:.2f} s\n",
                     report.published ? "published" : "would have published",
                     report.articles.size(), report.articles.size() == 1 ? "article" : "articles",
                     Count(report, Outcome::kAdded), Count(report, Outcome::kUpdated),
                     Count(report, Outcome::kUnchanged), report.seconds);
}

std::string ToJson(const PublishReport& report) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.SetMaxDecimalPlaces(3);
  json.StartObject();
  json.Key("published");
  json.Bool(report.published);
  json.Key("dry_run");
  json.Bool(report.dry_run);
  for (const auto& [key, outcome] : {std::pair{"added", Outcome::kAdded},
                                     {"updated", Outcome::kUpdated},
                                     {"unchanged", Outcome::kUnchanged}}) {
    json.Key(key);
    json.Uint64(Count(report, outcome));
  }
  json.Key("curation_files");
  json.Uint64(report.curation_files);
  json.Key("articles");
  json.StartArray();
  for (const GatedArticle& gated : report.articles) PutArticle(json, gated);
  json.EndArray();
  json.Key("diagnostics");
  json.StartArray();
  for (const cli::Diagnostic& diagnostic : report.diagnostics) {
    const std::string one = ToJson(diagnostic);
    json.RawValue(one.data(), one.size(), rapidjson::kObjectType);
  }
  json.EndArray();
  json.Key("seconds");
  json.Double(report.seconds);
  json.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace funnel::gate
