// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lifecycle/command_due.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <tuple>
#include <vector>

#include "indexer/base/clock.h"
#include "indexer/base/day.h"
#include "indexer/base/json.h"
#include "indexer/base/terminal_text.h"
#include "indexer/cli/output.h"
#include "indexer/lifecycle/article_versions.h"
#include "indexer/readers/date.h"
#include "indexer/store/article_scan.h"
#include "indexer/store/layout/article_record.h"

namespace funnel::lifecycle {
namespace {

struct Overdue {
  std::string review_by, lang, id, title;
  std::vector<std::string> products, authors;
  long days = 0;
};

struct Reviews {
  std::vector<Overdue> overdue;  ///< The oldest first.
  std::size_t published = 0;
  std::size_t undated = 0;  ///< Have no review-by.
};

Result<Reviews> FindReviews(const std::filesystem::path& kb, const std::string& today) {
  auto scan = store::ArticleScan::Open(
      kb, {.tiers = {store::Tier::kPublic, store::Tier::kPartner, store::Tier::kInternal}});
  if (!scan) return Fail(scan.error());
  Reviews reviews;
  while (true) {
    const auto scanned = scan->Next();
    if (!scanned) return Fail(scanned.error());
    if (!*scanned) break;
    auto article = store::DecodeArticle((*scanned)->record);
    if (!article) return Fail(article.error());
    ++reviews.published;
    if (article->review_by.empty()) ++reviews.undated;
    if (article->review_by.empty() || article->review_by >= today) continue;
    const auto due = base::ParseDay(article->review_by);
    if (!due) continue;
    const auto late = *base::ParseDay(today) - *due;
    reviews.overdue.push_back({std::move(article->review_by), std::move(article->lang),
                               std::move(article->id), std::move(article->title),
                               std::move(article->products), std::move(article->authors),
                               static_cast<long>(late.count())});
  }
  std::sort(reviews.overdue.begin(), reviews.overdue.end(), [](const Overdue& a, const Overdue& b) {
    return std::tie(a.review_by, a.lang, a.id) < std::tie(b.review_by, b.lang, b.id);
  });
  return reviews;
}

std::string List(const std::vector<std::string>& names) {
  return names.empty() ? "-" : base::ForTerminal(fmt::format("{}", fmt::join(names, ", ")));
}

void PrintText(const Reviews& reviews, const std::string& today, std::ostream& out) {
  for (const Overdue& article : reviews.overdue) {
    out << fmt::format("{}  {:>5} days  {}  {}  {}  {}\n", article.review_by, article.days,
                       ArticleName(article.lang, article.id), List(article.products),
                       List(article.authors), base::ForTerminal(article.title));
  }
  out << fmt::format("{} of {} published articles are past their review on {}; {} have no date\n",
                     reviews.overdue.size(), reviews.published, today, reviews.undated);
}

void PrintJson(const Reviews& reviews, const std::string& today, std::ostream& out) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  const auto text = [&](const std::string& value) {
    json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  const auto list = [&](const char* key, const std::vector<std::string>& values) {
    json.Key(key);
    json.StartArray();
    for (const std::string& value : values) text(value);
    json.EndArray();
  };
  json.StartObject();
  json.Key("on");
  text(today);
  json.Key("published");
  json.Uint64(reviews.published);
  json.Key("without_review_by");
  json.Uint64(reviews.undated);
  json.Key("due");
  json.StartArray();
  for (const Overdue& article : reviews.overdue) {
    json.StartObject();
    for (const auto& [key, value] : {std::pair<const char*, const std::string&>{"id", article.id},
                                     {"lang", article.lang},
                                     {"title", article.title},
                                     {"review_by", article.review_by}}) {
      json.Key(key);
      text(value);
    }
    json.Key("days_overdue");
    json.Int64(article.days);
    list("products", article.products);
    list("authors", article.authors);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  out << buffer.GetString() << '\n';
}

cli::Runner AddDue(cli::Options& options) {
  auto command = std::make_shared<DueCommand>();
  options.AddBase(command->kb);
  options.Add("--on", "YYYY-MM-DD", command->on, "Look from this day; default: today");
  options.AddFlag("--json", command->json,
                  "Print {on, published, without_review_by, due: [{id, lang, title, review_by, "
                  "days_overdue, products, authors}]}");
  return [command](cli::Process& process) { return RunDue(*command, process.console); };
}

}  // namespace

const cli::Subcommand kDueCommand = {
    .name = "due",
    .description = "List the published articles that are past their review",
    .footer =
        "The oldest first: review-by, days overdue, article, products, authors, title. An article "
        "is\n"
        "overdue from the day after its review-by.\n"
        "Example:\n  funnel-indexer due --kb kb --on 2026-12-31",
    .add = AddDue,
};

cli::ExitCode RunDue(const DueCommand& command, cli::Console& console) {
  const auto today =
      command.on.empty() ? Result<std::string>(base::UtcToday()) : readers::ParseDate(command.on);
  if (!today) {
    console.err << "funnel-indexer: error: --on: " << today.error().message << '\n';
    return cli::ExitCode::kUsage;
  }
  const auto reviews = FindReviews(command.kb, *today);
  if (!reviews) return cli::Refuse(console, reviews.error());
  if (command.json) {
    PrintJson(*reviews, *today, console.out);
  } else {
    PrintText(*reviews, *today, console.out);
  }
  return cli::ExitCode::kOk;
}

}  // namespace funnel::lifecycle
